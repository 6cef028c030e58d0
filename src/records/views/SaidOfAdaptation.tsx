import { t } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Words } from '../../ui/parts/Words.tsx'

interface SaidProps {
  changed?: Text | null
  failed?: Text | null
}

/** What an adaptation changed and why, and what failed in it; nothing where it does not say. */
export const SaidOfAdaptation = ({ changed, failed }: SaidProps): JSX.Element => (
  <>
    {(changed || failed) && (
      <Facts>
        {changed && (
          <Fact term={t('records.adaptationChanged')}>
            <Words text={changed} />
          </Fact>
        )}
        {failed && (
          <Fact term={t('records.adaptationFailed')}>
            <Words text={failed} />
          </Fact>
        )}
      </Facts>
    )}
  </>
)

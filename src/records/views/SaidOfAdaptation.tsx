import { t } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Words } from '../../ui/parts/Words.tsx'

interface SaidProps {
  changed?: Text | null
  failed?: Text | null
}

/** What an adaptation changed and why, and what failed in it; nothing where it does not say. */
export const SaidOfAdaptation = ({ changed, failed }: SaidProps): JSX.Element => (
  <>
    {(changed || failed) && (
      <dl class="stack gap-1">
        {changed && (
          <>
            <dt class="soft">{t('records.adaptationChanged')}</dt>
            <dd>
              <Words text={changed} />
            </dd>
          </>
        )}
        {failed && (
          <>
            <dt class="soft">{t('records.adaptationFailed')}</dt>
            <dd>
              <Words text={failed} />
            </dd>
          </>
        )}
      </dl>
    )}
  </>
)

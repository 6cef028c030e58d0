import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import type { Edition } from '../editions.ts'

/** What a questionnaire makes, from what knowledge, and how its records are reviewed. */
export const Signs = ({ instrument: { makes, review, knowledge } }: { instrument: Edition }): JSX.Element => (
  <p class="row gap-2">
    <Tag>{t('instruments.makes', { kind: makes.replace('-', '_') })}</Tag>
    {knowledge && (
      <Tag tone={knowledge === 'research' ? 'explicit' : 'tacit'}>
        {t('instruments.knowledge', { knowledge })}
      </Tag>
    )}
    <Tag>{t('instruments.review', { review })}</Tag>
  </p>
)

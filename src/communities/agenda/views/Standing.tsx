import { formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { By } from '../../texts/views/By.tsx'
import { progressName } from '../names.ts'
import type { ListedQuestion } from '../question.ts'
import { Meter } from './Meter.tsx'

/** How far a question has come, who sees to it, and how much answers it. */
export const Standing = ({ question }: { question: ListedQuestion }): JSX.Element => {
  const { progress, owner, threads, records } = question
  return (
    <>
      <Meter progress={progress} />
      <p class="row soft">
        <Tag tone={progress === 'answered' ? 'ok' : undefined}>{progressName(progress)}</Tag>
        <span>
          {owner ? (
            <>
              {t('practice.owner')} <By by={owner} />
            </>
          ) : (
            t('practice.noOwner')
          )}
        </span>
        {threads > 0 && (
          <span>{t('practice.threads', { count: threads, shown: formatNumber(threads) })}</span>
        )}
        {records > 0 && (
          <span>{t('practice.records', { count: records, shown: formatNumber(records) })}</span>
        )}
      </p>
    </>
  )
}

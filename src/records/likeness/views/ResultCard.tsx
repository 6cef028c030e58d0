import { formatList, formatNumber, t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import type { Everywhere } from '../../../places/everywhere.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../../ui/parts/Facts.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { ThingCard } from '../../../ui/parts/ThingCard.tsx'
import { url } from '../../../ui/url.ts'
import type { Reason } from '../explaining.ts'
import type { Result } from '../finding.ts'
import { answerNames, nameOf } from '../words.ts'

/** A record, how like it is and how well borne out, and why it stands here. */
export const ResultCard = ({
  result: { card, ranked, reasons, comparable },
  all,
  beside,
}: {
  result: Result
  all: Everywhere
  /** The record one starts from. */
  beside?: Ref
}): JSX.Element => (
  <ThingCard card={card}>
    <p class="row gap-2">
      <Tag tone="ok">
        {t('likeness.share', { share: formatNumber(ranked.likeness, { style: 'percent' }) })}
      </Tag>
      {!card.tried && <span class="soft">{t('likeness.nobodySaid')}</span>}
    </p>
    <Why reasons={reasons} all={all} />
    {beside && comparable && (
      <p>
        <a href={url`/records/compare?of=${beside}&of=${card.ref}`}>{t('records.sideBySide')}</a>
      </p>
    )}
  </ThingCard>
)

/** So many questions that a record says nothing about are named. */
const named = 3

const Why = ({ reasons, all }: { reasons: Reason[]; all: Everywhere }): JSX.Element => {
  const by = Map.groupBy(reasons, ({ how }) => how)
  const same = by.get('same') ?? []
  const unstated = (by.get('unstated') ?? []).map(({ condition }) => nameOf(condition))
  return (
    <Facts>
      {same.length > 0 && (
        <Fact term={t('likeness.same')}>
          <Lines
            of={same.map(({ condition, codes, stated }) =>
              t('likeness.said', {
                question: nameOf(condition),
                answer: answerNames(condition, condition.type === 'place' ? stated : codes, all),
              }),
            )}
          />
        </Fact>
      )}
      <Beside term={t('likeness.near')} reasons={by.get('near') ?? []} all={all} />
      <Beside term={t('likeness.differs')} reasons={by.get('differs') ?? []} all={all} />
      {unstated.length > 0 && (
        <Fact term={t('likeness.unstated')}>
          {unstated.length > named + 1
            ? t('likeness.andMore', {
                questions: formatList(unstated.slice(0, named), 'unit'),
                count: unstated.length - named,
              })
            : formatList(unstated, 'unit')}
        </Fact>
      )}
    </Facts>
  )
}

const Beside = ({
  term,
  reasons,
  all,
}: {
  term: string
  reasons: Reason[]
  all: Everywhere
}): JSX.Element | null =>
  reasons.length === 0 ? null : (
    <Fact term={term}>
      <Lines
        of={reasons.map(({ condition, codes, stated }) =>
          t('likeness.saidBeside', {
            question: nameOf(condition),
            stated: answerNames(condition, stated, all),
            asked: answerNames(condition, codes, all),
          }),
        )}
      />
    </Fact>
  )

/** So many lines are in sight; the others open. */
const inSight = 3

const Lines = ({ of }: { of: string[] }): JSX.Element => (
  <>
    <List of={of.slice(0, inSight)} />
    {of.length > inSight && (
      <details>
        <summary>{t('ui.more', { count: of.length - inSight })}</summary>
        <List of={of.slice(inSight)} />
      </details>
    )}
  </>
)

const List = ({ of }: { of: string[] }): JSX.Element => (
  <ul>
    {of.map((line) => (
      <li>{line}</li>
    ))}
  </ul>
)

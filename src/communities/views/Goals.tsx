import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Goal } from '../goals.ts'

/** What it wants to reach; what it reached, changed or gave up stays, with the reason. */
export const Goals = ({
  goals,
  slug,
  keeps,
}: {
  goals: Goal[]
  slug: string
  keeps: boolean
}): JSX.Element => {
  const open = goals.filter(({ ended }) => ended === null)
  const over = goals.filter(({ ended }) => ended !== null)
  return (
    <section class="stack gap-3" id="goals">
      <h2>{t('communities.goals')}</h2>
      {open.length === 0 && <p class="soft">{t('communities.noGoals')}</p>}
      <ul class="stack gap-4">
        {open.map((goal) => (
          <li class="stack gap-1">
            <Said goal={goal} />
            {goal.follows && <Reason goal={goals.find(({ id }) => id === goal.follows)} />}
            {keeps && (
              <p>
                <a href={url`/communities/${slug}/goals/${goal.id}/end`}>{t('communities.endGoal')}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
      {keeps && (
        <p>
          <a class="button quiet" href={url`/communities/${slug}/goals/new`}>
            {t('communities.setGoal')}
          </a>
        </p>
      )}
      {over.length > 0 && (
        <details>
          <summary>{t('communities.pastGoals', { count: over.length })}</summary>
          <ul class="stack gap-4">
            {over.map((goal) => (
              <li class="stack gap-1">
                <Said goal={goal} />
                <p class="row gap-2">
                  <How of={goal} />
                  <span class="soft">{formatDate(goal.ended!)}</span>
                </p>
                {goal.reason && <p>{goal.reason}</p>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

export const Said = ({ goal }: { goal: Goal }): JSX.Element => (
  <>
    <p>
      <Words text={goal.words} />
    </p>
    <p class="soft">
      {t('communities.seenBy')} <Words text={goal.measure} />
      {goal.by && ` · ${t('communities.by', { day: formatDate(goal.by) })}`}
    </p>
  </>
)

const Reason = ({ goal }: { goal: Goal | undefined }): JSX.Element | null =>
  goal?.reason ? (
    <p class="soft">
      {t('communities.changedBecause')} {goal.reason}
    </p>
  ) : null

const How = ({ of: { how } }: { of: Goal }): JSX.Element =>
  how === 'reached' ? (
    <Tag tone="ok">{t('communities.reached')}</Tag>
  ) : how === 'changed' ? (
    <Tag>{t('communities.wasChanged')}</Tag>
  ) : (
    <Tag>{t('communities.givenUp')}</Tag>
  )

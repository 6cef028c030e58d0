import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Choices, Faults, Line, Lines, typed } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import type { Community } from '../community.ts'
import type { Goal } from '../goals.ts'
import { CommunityFrame } from './CommunityFrame.tsx'
import { Said } from './Goals.tsx'

interface GoalProps {
  community: Community
  /** The one that ends; else a new one. */
  goal?: Goal
  lang: string
  attempt?: Attempt
}

/** Sets a goal; or says that one was reached, gives way to another or is given up, and why. */
export const GoalPage = ({ community, goal, lang, attempt }: GoalProps): JSX.Element => {
  const title = goal ? t('communities.endGoal') : t('communities.setGoal')
  return (
    <CommunityFrame community={community} tab="charter" title={title} unlisted>
      <h2>{title}</h2>
      {goal && (
        <section class="stack gap-1">
          <Said goal={goal} />
        </section>
      )}
      <form
        class="form"
        method="post"
        action={
          goal
            ? url`/communities/${community.slug}/goals/${goal.id}/end`
            : url`/communities/${community.slug}/goals`
        }
        novalidate
      >
        <Faults attempt={attempt} />
        <input type="hidden" name="lang" value={lang} />
        {goal && (
          <Choices
            {...typed(attempt, 'how')}
            label={t('communities.whatBecame')}
            choices={[
              { value: 'reached', label: t('communities.reached') },
              { value: 'changed', label: t('communities.wasChanged'), help: t('communities.wasChangedHelp') },
              { value: 'given-up', label: t('communities.givenUp') },
            ]}
            chosen={[typed(attempt, 'how').value ?? 'reached']}
          />
        )}
        {goal && (
          <Lines
            {...typed(attempt, 'reason')}
            label={t('communities.reason')}
            help={t('communities.reasonHelp')}
            rows={3}
            optional
          />
        )}
        <Lines
          {...typed(attempt, 'goal')}
          label={goal ? t('communities.nextGoal') : t('communities.goal')}
          rows={3}
          optional={goal ? true : undefined}
        />
        <Line
          {...typed(attempt, 'measure')}
          label={t('communities.measure')}
          help={t('communities.measureHelp')}
          optional={goal ? true : undefined}
        />
        <Line {...typed(attempt, 'by')} type="date" label={t('communities.byDay')} optional />
        <button class="button" type="submit">
          {t('communities.save')}
        </button>
      </form>
    </CommunityFrame>
  )
}

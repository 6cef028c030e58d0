import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Choices, Pick } from '../../ui/parts/Fields.tsx'
import { Time } from '../../ui/parts/Time.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Poll } from '../poll.ts'
import type { Thread } from '../thread.ts'

/** What is to be chosen and what was: numbers, a bar beside each, and the form to vote or to vote otherwise. */
export const PollView = ({
  thread,
  poll,
  mayVote,
}: {
  thread: Thread
  poll: Poll
  mayVote: boolean
}): JSX.Element => {
  const top = Math.max(1, ...poll.choices.map(({ votes }) => votes))
  return (
    <section class="card stack gap-3" id="poll">
      <h2>{t('conversations.poll')}</h2>
      <ul class="stack gap-2">
        {poll.choices.map(({ words, votes, mine }) => (
          <li>
            <Said lang={thread.lang}>{words}</Said>{' '}
            <span class="soft">
              {poll.kind === 'ranked'
                ? t('conversations.points', { count: votes, shown: formatNumber(votes) })
                : t('conversations.votes', { count: votes, shown: formatNumber(votes) })}
              {mine !== null && ` · ${t('conversations.yourChoice')}`}
            </span>
            <svg
              class="poll-bar"
              viewBox="0 0 100 6"
              width="100%"
              height="6"
              preserveAspectRatio="none"
              aria-hidden="true"
            >
              <rect class="unchosen" width="100" height="6" />
              <rect class="leaf" width={Math.round((1000 * votes) / top) / 10} height="6" />
            </svg>
          </li>
        ))}
      </ul>
      <p class="soft">
        {t('conversations.voters', { count: poll.voters, shown: formatNumber(poll.voters) })}
        {poll.closes && (
          <>
            {' · '}
            {poll.over ? t('conversations.pollOver') : t('conversations.openUntil')} <Time of={poll.closes} />
          </>
        )}
      </p>
      {mayVote && !poll.over && <Voting thread={thread} poll={poll} />}
    </section>
  )
}

const Voting = ({ thread, poll }: { thread: Thread; poll: Poll }): JSX.Element => (
  <form class="form" method="post" action={url`/threads/${thread.ref}/vote`}>
    {poll.kind === 'ranked' ? (
      poll.choices.map(({ id, words, mine }) => (
        <Pick
          name={`rank-${id}`}
          label={words}
          value={mine === null ? '' : String(mine)}
          choices={[
            { value: '', label: t('conversations.noPlace') },
            ...poll.choices.map((_, i) => ({ value: String(i + 1), label: formatNumber(i + 1) })),
          ]}
          optional="unsaid"
        />
      ))
    ) : (
      <Choices
        name="choice"
        label={poll.kind === 'single' ? t('conversations.chooseOne') : t('conversations.chooseSeveral')}
        choices={poll.choices.map(({ id, words }) => ({ value: String(id), label: words }))}
        chosen={poll.choices.filter(({ mine }) => mine !== null).map(({ id }) => String(id))}
        several={poll.kind === 'several'}
      />
    )}
    <button class="button quiet" type="submit">
      {t('conversations.vote')}
    </button>
  </form>
)

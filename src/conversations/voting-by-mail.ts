import { formatList, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { signedAddress } from '../base/mail/addresses.ts'
import { answerable, leftOver, readThere } from '../base/mail/in/answering.ts'
import type { Asked, Done } from '../base/mail/in/doors.ts'
import { withOurFigures } from '../base/mail/in/figures.ts'
import { refuse } from '../base/refusal.ts'
import { url } from '../ui/url.ts'
import { mostOfPoll, type PollKind } from './poll.ts'
import { threadFor } from './reading.ts'
import { vote } from './voting.ts'

/** What a letter says of a poll: its choices by their numbers, and how to vote by one. */
export const pollRead = ({ kind, choices }: { kind: PollKind; choices: string[] }): string =>
  [choices.map((words, i) => `${i + 1}. ${words}`).join('\n'), howToVote(kind)].join('\n\n')

function howToVote(kind: PollKind): string {
  switch (kind) {
    case 'single':
      return t('conversations.voteByNumber')
    case 'several':
      return t('conversations.voteByNumbers')
    case 'ranked':
      return t('conversations.voteByRank')
  }
}

/** Numbers alone: each once, in their order; nothing where anything else stands beside them, or more than a poll has. */
function numbersIn(line: string): number[] {
  const said = withOurFigures(line).trim()
  if (!/^\d{1,2}(?:[\s.,;،؛)>]+\d{1,2})*[\s.)]*$/u.test(said)) return []
  const numbers = [...new Set(said.match(/\d+/g)!.map(Number))]
  return numbers.length <= mostOfPoll.choices ? numbers : []
}

/** Votes, where the first line of an answer to a poll is nothing but numbers; nothing where it says something else. The refusals of a vote, and of a number that is none of a choice. */
export async function voteByMail(
  { viewer, me, mail, lang }: Asked,
  thread: Ref,
  post: Ref,
): Promise<Done | undefined> {
  const [first = '', ...more] = mail.words.trim().split('\n')
  const numbers = numbersIn(first)
  if (numbers.length === 0) return undefined
  const { poll } = await threadFor(viewer, thread)
  if (!poll) return undefined
  const chosen = numbers.map(
    (number) =>
      poll.choices[number - 1] ??
      refuse('invalid', 'conversations.noSuchChoice', { most: poll.choices.length }),
  )
  await vote(
    viewer,
    thread,
    chosen.map(({ id }) => id),
  )
  return {
    parts: [
      {
        words: t('conversations.votedFor', {
          choices: formatList(
            chosen.map(({ words }) => words),
            'unit',
          ),
        }),
      },
      ...leftOver(more.join('\n').trim(), lang),
      readThere(url`/posts/${post}`),
    ],
    replyTo: signedAddress('reply', [post, me.ref], answerable),
  }
}

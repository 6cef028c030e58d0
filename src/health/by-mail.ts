import { formatList, label, t } from '../base/i18n/t.ts'
import { signedAddress } from '../base/mail/addresses.ts'
import { answerable, answerDoor, readThere } from '../base/mail/in/answering.ts'
import type { Asked, Done, MailDoor } from '../base/mail/in/doors.ts'
import type { Part } from '../base/mail/letter.ts'
import { refuse } from '../base/refusal.ts'
import type { Answer } from '../base/things/noticing.ts'
import type { Definition } from '../instruments/definition.ts'
import { definitionOf } from '../instruments/editions.ts'
import { url } from '../ui/url.ts'
import { questionsIn, type Typed } from './asking.ts'
import { longestWords } from './check.ts'
import { answerCheck } from './checking.ts'
import { checkAsked } from './checks.ts'
import { type Numbered, readNumbered } from './numbered.ts'

const numbersOf = (definition: Definition, inWords: boolean): string =>
  formatList(
    questionsIn(definition).flatMap(({ question }, i) =>
      (question.type === 'longtext') === inWords ? [String(i + 1)] : [],
    ),
  )

export const checkAnswer = (check: number, definition: Definition): Answer => ({
  way: 'healthCheck',
  words: [check.toString(36)],
  how: t('health.mailHow', { words: numbersOf(definition, true) }),
})

/** Its questions with their numbers, as they are read in a letter. */
export function questionsRead(definition: Definition): string {
  const asked = questionsIn(definition)
  const choices = asked.find((one) => one.choices)?.choices ?? new Map()
  const scale = [...choices.values()].map(({ code, label: name }) => `${code} = ${label(name)}`)
  return [
    t('health.mailScale', { numbers: numbersOf(definition, false), scale: formatList(scale, 'unit') }),
    asked.map(({ question }, i) => `${i + 1}. ${label(question.label)}`).join('\n'),
  ].join('\n\n')
}

const numbered = (definition: Definition): Numbered[] =>
  questionsIn(definition).map(({ question, choices }, i) => ({
    number: i + 1,
    labels: Object.values(question.label),
    ...(question.type !== 'longtext' && {
      scale: [...(choices ?? [])].map(([code, { label: names }]) => ({ code, names: Object.values(names) })),
    }),
  }))

/**
 * Answers the health check that the letter asked about, as a whole: nothing is taken before all of it is clear, because
 * afterwards nobody knows which answers are theirs. No letter repeats what was understood, nor which questions were
 * answered: as long as it waits to leave it stands beside their address.
 */
export const healthCheckDoor: MailDoor = {
  ...answerDoor('healthCheck', async (asked) => {
    const { viewer, me, mail, lang } = asked
    const { slug, edition, over } = await checkAsked(Number.parseInt(asked.words[0] ?? '', 36) || 0)
    if (over) refuse('conflict', 'health.isOver')
    const definition = await definitionOf(edition)
    const { answers, unclear, besides } = readNumbered(mail.words, numbered(definition), me.name)
    if (unclear.length > 0) return notClear(asked, unclear)
    if (answers.size === 0) refuse('invalid', 'health.mailNothing')
    if (answers.values().some((words) => words.length > longestWords))
      refuse('invalid', 'health.tooLong', { most: longestWords })
    const typed: Typed = Object.fromEntries(
      questionsIn(definition).map(({ slot }, i) => [slot, answers.get(i + 1)]),
    )
    await answerCheck(viewer, slug, { typed, lang })
    return {
      parts: [
        { words: t('health.mailTaken') },
        ...(besides ? [{ words: t('health.mailBesides') }] : []),
        readThere(url`/communities/${slug}/health`),
      ],
    }
  }),
  sealed: true,
}

function notClear({ me, words }: Asked, unclear: number[]): Done {
  const parts: Part[] = [
    { words: t('health.mailUnclear', { numbers: formatList(unclear.map(String)) }) },
    { words: t('health.mailAgain') },
    { words: t('mailin.notRepeated') },
  ]
  return {
    notDone: 'health.mailUnclear',
    parts,
    replyTo: signedAddress('healthCheck', [words[0]!, me.ref], answerable),
  }
}

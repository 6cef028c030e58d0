import { inReach, label, t } from '../../base/i18n/t.ts'
import { findThings } from '../../base/things/finding.ts'
import type { Viewer } from '../../base/viewer.ts'
import { checkAnswers } from '../../instruments/answers.ts'
import { lookup } from '../../instruments/lookup.ts'
import type { Url } from '../../ui/url.ts'
import { headText } from '../adapting.ts'
import { recordUrl } from '../address.ts'
import { consentFindings } from '../consent/checking.ts'
import { currentVersions } from '../reading.ts'
import type { Written } from './assembling.ts'
import type { Clash } from './clashes.ts'
import type { contentOf } from './content.ts'
import type { Draft } from './drafts.ts'
import { headNeeded, headPath, isWordsHead } from './head.ts'
import { onlyRow, pathOf } from './path.ts'
import { personalIn } from './personal.ts'
import { headLabel } from './reading-head.ts'

/** One thing that the checks found. */
export interface Finding {
  /** What stops a publication, or what its author should look at first. */
  weight: 'stops' | 'look'
  check: 'missing' | 'fit' | 'clash' | 'consent' | 'personal' | 'alike'
  message: string
  /** Where the answer stands; none for what is of the whole. */
  path?: string
  /** A record that it is about. */
  href?: Url
}

/**
 * What the questionnaire and the house ask of a draft before it is published: what is needed and missing,
 * what does not fit, answers that stand against each other, persons in the text, records that say nearly
 * the same. Four queries at most.
 */
export async function check(
  viewer: Viewer,
  draft: Draft,
  written: Written,
  { content, clashes }: { content: ReturnType<typeof contentOf>; clashes: Clash[] },
): Promise<Finding[]> {
  return [
    ...missingHead(draft, content),
    ...wrongAnswers(draft, written),
    ...clashes.map(
      ({ path }): Finding => ({ weight: 'stops', check: 'clash', message: t('writing.unsettled'), path }),
    ),
    ...(await consentFindings(draft, content, written)),
    ...personalIn(content).map(
      ({ what, path }): Finding => ({
        weight: 'look',
        check: 'personal',
        message: t('writing.personal', { what }),
        path,
      }),
    ),
    ...(await alike(viewer, draft, content)),
  ]
}

type Made = ReturnType<typeof contentOf>

function missingHead(draft: Draft, content: Made): Finding[] {
  return headNeeded(draft).flatMap((question): Finding[] => {
    const words = isWordsHead(question)
    const said = words ? headText(content, question) : content[question]
    if (Array.isArray(said) ? said.length : said) return []
    return [
      {
        weight: 'stops',
        check: 'missing',
        message: t('writing.missing', { question: headLabel(question) }),
        path: headPath(question, words ? draft.lang : undefined),
      },
    ]
  })
}

function wrongAnswers({ definition }: Draft, { answers, rows }: Written): Finding[] {
  const { faults } = checkAnswers(definition, answers)
  return faults.flatMap(({ slot, row = 1, message, because, place }): Finding[] => {
    if (because === 'unasked') return []
    const asked = slot === undefined ? undefined : lookup(definition).asked.get(slot)
    if (!asked)
      return [
        {
          weight: 'stops',
          check: 'fit',
          message: t('instruments.labelled', { label: place, words: message }),
        },
      ]
    const { group, question } = asked
    const id = group.repeat ? String(answers[group.id]?.[row - 1]?.id ?? rows.get(group.id)?.[0]) : onlyRow
    const name = label(question.label)
    return [
      {
        weight: 'stops',
        check: because === 'missing' ? 'missing' : 'fit',
        message:
          because === 'missing'
            ? t('writing.missing', { question: name })
            : t('instruments.labelled', { label: name, words: message }),
        path: pathOf({ group: group.id, row: id, question: question.id }),
      },
    ]
  })
}

/** So many words of two titles in three are the same. */
const nearly = 0.6

async function alike(viewer: Viewer, { record, definition }: Draft, { title }: Made): Promise<Finding[]> {
  if (!title) return []
  const found = await findThings(viewer, title.texts[title.original]!)
  const records = await currentVersions(viewer, found.slice(0, 30))
  return records
    .filter(({ thing, kind }) => thing !== record?.thing && kind === definition.makes)
    .filter(({ content }) =>
      Object.values(content.title.texts).some((other) =>
        Object.values(title.texts).some((mine) => likeness(mine, other) >= nearly),
      ),
    )
    .slice(0, 5)
    .map((one) => ({
      weight: 'look',
      check: 'alike',
      message: t('writing.alike', { title: inReach(one.content.title).text }),
      href: recordUrl(one),
    }))
}

const wordsIn = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? [])

/** Words that both have, of all that there are (Jaccard 1901). */
function likeness(one: string, other: string): number {
  const [a, b] = [wordsIn(one), wordsIn(other)]
  const all = a.union(b).size
  return all === 0 ? 0 : a.intersection(b).size / all
}

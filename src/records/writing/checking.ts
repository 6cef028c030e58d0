import { label, t } from '../../base/i18n/t.ts'
import type { Viewer } from '../../base/viewer.ts'
import { checkAnswers } from '../../instruments/answers.ts'
import { facetsOf } from '../../instruments/facets.ts'
import { lookup } from '../../instruments/lookup.ts'
import type { Url } from '../../ui/url.ts'
import { headText } from '../adapting.ts'
import { consentFindings } from '../consent/checking.ts'
import { duplicatesOf } from '../likeness/duplicates.ts'
import { duplicateWords } from '../review/names.ts'
import { tellingFindings } from '../telling/finding.ts'
import { quotedFindings } from '../write-up/checking.ts'
import type { Written } from './assembling.ts'
import type { contentOf } from './content.ts'
import type { Draft } from './drafts.ts'
import { headNeeded, headPath, isWordsHead } from './head.ts'
import type { Whole } from './manuscript.ts'
import { onlyRow, pathOf } from './path.ts'
import { personalIn } from './personal.ts'
import { headLabel } from './reading-head.ts'

/** One thing that the checks found. */
export interface Finding {
  /** What stops a publication, or what its author should look at first. */
  weight: 'stops' | 'look'
  check: 'missing' | 'fit' | 'clash' | 'consent' | 'quoted' | 'personal' | 'alike'
  message: string
  /** Where the answer stands; none for what is of the whole. */
  path?: string
  /** A record that it is about. */
  href?: Url
}

/**
 * What the questionnaire and the house ask of a draft before it is published: what is needed and missing,
 * what does not fit, answers that stand against each other, persons in the text, records that say nearly
 * the same. Four queries at most, all for the last.
 */
export async function check(
  viewer: Viewer,
  { draft, written, content, clashes, readBack, spoken, story, quoted, words }: Whole,
): Promise<Finding[]> {
  return [
    ...missingHead(draft, content),
    ...wrongAnswers(draft, written, spoken),
    ...clashes.map(
      ({ path }): Finding => ({ weight: 'stops', check: 'clash', message: t('writing.unsettled'), path }),
    ),
    ...consentFindings(draft, content, written, readBack),
    ...tellingFindings(draft, story, content.consent),
    ...quotedFindings(quoted, words),
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

function wrongAnswers({ definition }: Draft, { answers, rows }: Written, spoken: string[]): Finding[] {
  const { faults } = checkAnswers(definition, answers)
  return faults.flatMap(({ slot, row = 1, message, because, place }): Finding[] => {
    if (because === 'unasked' || (because === 'missing' && slot && spoken.includes(slot))) return []
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

async function alike(
  viewer: Viewer,
  { record, definition, instrument }: Draft,
  { title, summary, places, answers }: Made,
): Promise<Finding[]> {
  if (!title || definition.makes === 'none') return []
  const found = await duplicatesOf(viewer, definition, {
    thing: record?.thing ?? 0,
    kind: definition.makes,
    instrument,
    context: definition.context ?? [],
    facets: facetsOf(definition, checkAnswers(definition, answers).good),
    places,
    title,
    ...(summary && { summary }),
  })
  return found.map((one) => ({
    weight: 'look',
    check: 'alike',
    message: duplicateWords(one),
    href: one.card.href,
  }))
}

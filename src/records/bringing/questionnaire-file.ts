import { onlyTried } from '../../base/database/only-tried.ts'
import { label, t } from '../../base/i18n/t.ts'
import type { Fault } from '../../base/import.ts'
import { lineOfFault } from '../../base/json.ts'
import { refuse } from '../../base/refusal.ts'
import { pick } from '../../base/text.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import { operationInWords } from '../../instruments/change-words.ts'
import type { Change } from '../../instruments/changes.ts'
import { checkDefinition } from '../../instruments/check.ts'
import type { Definition } from '../../instruments/definition.ts'
import { changesBetween, type Step } from '../../instruments/edition-changes.ts'
import { readEdition, takeEdition } from '../../instruments/edition-files.ts'
import { definitionOf, type Edition, editionFor } from '../../instruments/editions.ts'
import { faultsOf, importInstrument } from '../../instruments/importing.ts'
import { looksLikeSlmChanges } from '../../instruments/slm/edition-changes.ts'
import { fromSlmStandard } from '../../instruments/slm/from-standard.ts'
import { looksLikeSlmStandard } from '../../instruments/slm/standard.ts'
import { effectOn } from '../edition-effect.ts'
import type { Difference, WholeLine } from './run.ts'

type Taken = 'made' | 'changed' | 'unchanged'

/** A questionnaire or a new edition of one, as a file says it. */
interface Read {
  definition: Definition
  /** The edition it changes, where there is one, and what it does to that. */
  from?: Edition
  step?: Step
  take: (viewer: Viewer) => Promise<Taken>
}

/**
 * What a questionnaire or an edition would do: the edition itself with what becomes of the answers to the one
 * before, then each change in words, or every fault with its place.
 */
export async function planQuestionnaire(viewer: Viewer, text: string): Promise<WholeLine[]> {
  const { read, faults } = await readQuestionnaire(text)
  const wrong = faults.map(faultLine)
  if (!read) return wrong
  const { definition, from, step } = read
  refuseOthers(viewer, from)
  const name = t('imports.editionOf', { title: label(definition.title), edition: definition.edition })
  const tried = await tryIt(viewer, read)
  if (Array.isArray(tried)) return [...wrong, ...tried.map(faultLine)]
  const outcome = tried === 'made' && !from ? 'new' : tried === 'unchanged' ? 'unchanged' : 'changed'
  const itself: WholeLine = {
    line: 0,
    outcome,
    title: name,
    differences: outcome !== 'unchanged' && from && step ? await answersIn(viewer, from, step) : [],
    reasons: [],
    plan: {},
  }
  const changes =
    outcome === 'unchanged' || !step ? [] : step.changes.map((change) => changeLine(change, step))
  return [itself, ...changes, ...wrong]
}

/** Takes it in; refuses as the planning does. */
export async function takeQuestionnaire(viewer: Viewer, text: string): Promise<void> {
  const { read } = await readQuestionnaire(text)
  if (!read) return refuse('conflict', 'imports.notNow')
  refuseOthers(viewer, read.from)
  await read.take(viewer)
}

function refuseOthers(viewer: Viewer, from: Edition | undefined): void {
  if (!holds(viewer, 'curator', from ? [from.instrument] : [])) refuse('forbidden', 'instruments.mayNotAdopt')
}

async function tryIt(viewer: Viewer, { take }: Read): Promise<Taken | Fault[]> {
  try {
    return await onlyTried(true, () => take(viewer))
  } catch (error) {
    return faultsOf(error)
  }
}

async function readQuestionnaire(text: string): Promise<{ read?: Read; faults: Fault[] }> {
  const json = parsed(text)
  if ('fault' in json) return { faults: [json.fault] }
  if (isEdition(json.value)) {
    const { checked, faults } = await readEdition(json.value)
    if (!checked) return { faults }
    const { from, last, definition, changes } = checked
    const step = { last, next: definition, changes }
    return { read: { definition, from, step, take: (viewer) => takeEdition(viewer, checked) }, faults }
  }
  const { definition, faults } = looksLikeSlmStandard(json.value)
    ? fromSlmStandard(json.value)
    : checkDefinition(json.value)
  if (!definition) return { faults }
  const from = await editionFor(definition.slug)
  const last = from && (await definitionOf(from.id))
  return {
    read: {
      definition,
      from,
      ...(last && { step: { last, next: definition, changes: changesBetween(last, definition) } }),
      take: (viewer) => importInstrument(viewer, definition),
    },
    faults,
  }
}

const isEdition = (json: unknown): boolean =>
  looksLikeSlmChanges(json) ||
  (typeof json === 'object' && json !== null && 'format' in json && json.format === 'baobab-edition/1')

function parsed(text: string): { value: unknown } | { fault: Fault } {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    const line = lineOfFault(text, (error as Error).message)
    return { fault: { place: line ? `line ${line}` : '', message: t('imports.noJson') } }
  }
}

function faultLine({ place, message }: Fault): WholeLine {
  const named = /^line (\d+)/.exec(place)?.[1]
  return {
    line: named ? Number(named) : 0,
    outcome: 'fault',
    title: named ? '' : place.replace(/^: /, ''),
    differences: [],
    reasons: [message],
    plan: {},
  }
}

/** What becomes of the answers given so far, as the page of an edition says it. */
async function answersIn(viewer: Viewer, from: Edition, step: Step): Promise<Difference[]> {
  const { records, tried, withKept } = await effectOn(viewer, from.id, step)
  const words = [
    t('instruments.effectRecords', { count: records, before: from.name }),
    ...(records === 0
      ? []
      : [
          tried < records
            ? t('instruments.effectSome', { tried, count: withKept })
            : t('instruments.effectAll', { count: withKept }),
        ]),
  ]
  return [{ what: t('imports.answersSoFar'), after: words.join(' ') }]
}

function changeLine({ note, operations }: Change, { last, next }: Step): WholeLine {
  const lang = next.languages[0]!
  const words = operations.map((one) => operationInWords(one, last, next, lang))
  const said = pick(note, lang)?.text
  return {
    line: 0,
    outcome: 'changed',
    title: said ?? words[0] ?? '',
    differences: (said ? words : words.slice(1)).map((after) => ({ what: t('imports.change'), after })),
    reasons: [],
    plan: {},
  }
}

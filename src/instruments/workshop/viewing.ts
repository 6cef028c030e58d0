import { reader } from '../../base/i18n/reader.ts'
import { refuse } from '../../base/refusal.ts'
import { isLang, type Lang, pick, type Shown } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { operationInWords } from '../change-words.ts'
import type { Operation } from '../changes.ts'
import type { Definition } from '../definition.ts'
import { countsOf, type ReadChange } from '../viewing-changes.ts'
import type { Effect } from '../views/ChangesPage.tsx'
import { type Around, around } from './discussing.ts'
import { type LeadsTo, leadingTo } from './leading-to.ts'
import type { Whole } from './proposal.ts'
import { proposalFor } from './reading.ts'
import { pieces, progress } from './translating.ts'

/** What an edition would do to records, as far as the viewer may see them. */
export type EffectOn = (
  viewer: Viewer,
  before: number,
  step: { last: Definition; next: Definition; changes: LeadsTo['changes'] },
) => Promise<Effect>

export interface ProposalView extends Around {
  whole: Whole
  leads: LeadsTo
  /** Each step in words, in the order they are done. */
  steps: (ReadChange & { id?: number })[]
  counts: ReturnType<typeof countsOf>
  /** Nothing for an extension, and where it cannot be done. */
  effect?: Effect
  /** How much is said in each language that it adds to. */
  progress: { lang: Lang; said: number; of: number }[]
}

/** A proposal as its page shows it; the refusals of `proposalFor`. */
export async function viewProposal(
  viewer: Viewer,
  ref: string,
  page: number,
  effectOn: EffectOn,
): Promise<ProposalView> {
  const whole = await proposalFor(viewer, ref)
  const leads = leadingTo(whole)
  const { next, changes } = leads
  const { last, kind } = whole
  const { lang } = reader()
  const all = kind === 'translation' ? pieces(last) : []
  return {
    whole,
    leads,
    steps: whole.steps.map(({ id, note, operations }) => ({
      id,
      note: pick(note, lang),
      operations: operations.map((one) => operationInWords(one, last, next ?? last, lang)),
    })),
    counts: countsOf(changes),
    ...(next &&
      changes.length > 0 &&
      kind !== 'extension' && { effect: await effectOn(viewer, whole.base, { last, next, changes }) }),
    progress: [...whole.words].map(([to, words]) => ({ lang: to, ...progress(all, to, words) })),
    ...(await around(viewer, whole, page)),
  }
}

export interface Editing {
  whole: Whole
  /** The questionnaire as it would be. */
  definition: Definition
  /** The language that words are typed in. */
  lang: Lang
  /** Slots and ids of what the proposal does something to. */
  touched: Set<string>
}

/**
 * A proposal and the questionnaire it makes, in the language asked for; 404 as `proposalFor`. `toChange`: it is
 * refused to whoever does not change it.
 */
export async function editing(
  viewer: Viewer,
  ref: string,
  asked: string | undefined,
  toChange = false,
): Promise<Editing> {
  const whole = await proposalFor(viewer, ref)
  if (toChange && !whole.edits) refuse('forbidden', 'workshop.notYours')
  if (whole.kind === 'translation') refuse('invalid', 'workshop.wordsOnly')
  const definition = leadingTo(whole).next ?? whole.last
  return {
    whole,
    definition,
    lang: typedIn(definition, asked),
    touched: touchedBy(whole.steps.flatMap(({ operations }) => operations)),
  }
}

/** The language asked for, else the reader's where the questionnaire has it, else the one it was written in. */
const typedIn = ({ languages }: Definition, asked: string | undefined): Lang =>
  [asked, reader().lang].find((lang) => lang !== undefined && languages.includes(lang)) ?? languages[0]!

function touchedBy(operations: Operation[]): Set<string> {
  return new Set(
    operations.flatMap((one) => {
      if (one.op === 'add-question') return [`${one.group}/${one.question.id}`]
      if (one.op === 'add-group')
        return [one.group.id, ...one.group.questions.map(({ id }) => `${one.group.id}/${id}`)]
      if (one.op === 'move-question') return [one.to ?? one.slot]
      if ('slot' in one) return [one.slot]
      if ('group' in one && typeof one.group === 'string') return [one.group]
      return 'section' in one && typeof one.section === 'string' ? [one.section] : []
    }),
  )
}

/** So many pieces of words on a page. */
export const piecesShown = 40

export interface TranslationView {
  whole: Whole
  to: Lang
  /** Also what is said in it already. */
  all: boolean
  page: number
  total: number
  done: { said: number; of: number }
  shown: { place: string; original: Shown; said: string; long: boolean }[]
}

/** Words beside the fields to say them in another language: what is missing, or all of it. */
export async function translationFor(
  viewer: Viewer,
  ref: string,
  asked: { to?: string; all: boolean; page: number },
): Promise<TranslationView> {
  const whole = await proposalFor(viewer, ref)
  if (!whole.edits) refuse('forbidden', 'workshop.notYours')
  if (whole.kind !== 'translation') refuse('invalid', 'workshop.noTranslation')
  const { languages } = whole.last
  const to = asked.to && isLang(asked.to) ? asked.to : ([...whole.words.keys()][0] ?? reader().lang)
  const from = reader().lang === to || !languages.includes(reader().lang) ? languages[0]! : reader().lang
  const words = whole.words.get(to) ?? new Map<string, string>()
  const found = pieces(whole.last)
  const lacking = found.filter(({ place, labels }) => !words.get(place) && !labels[to])
  const some = asked.all ? found : lacking
  const start = (asked.page - 1) * piecesShown
  return {
    ...{ whole, to, all: asked.all, page: asked.page, total: some.length },
    done: progress(found, to, words),
    shown: some.slice(start, start + piecesShown).map(({ place, labels, long }) => ({
      place,
      original: pick(labels, from, languages[0])!,
      said: words.get(place) ?? labels[to] ?? '',
      long: long || (labels[from] ?? '').length > 80,
    })),
  }
}

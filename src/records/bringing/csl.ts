import { t } from '../../base/i18n/t.ts'
import type { Content } from '../interchange.ts'
import { type Brought, dayOf } from './brought.ts'
import { doiOf, isbnOf, issnOf, languageTagOf, webAddressOf } from './identifiers.ts'
import type { Matching } from './run.ts'

interface CslName {
  family?: string
  given?: string
  literal?: string
  suffix?: string
  'non-dropping-particle'?: string
  'dropping-particle'?: string
}
interface CslDate {
  'date-parts'?: (string | number)[][]
  raw?: string
  literal?: string
}

/** What we read of a reference in CSL-JSON (citationstyles.org, 1.0.2). */
export interface CslItem {
  type?: string
  title?: string
  /** Of a reference that gives a translation: what was translated. */
  'original-title'?: string
  author?: CslName[]
  'original-author'?: CslName[]
  editor?: CslName[]
  translator?: CslName[]
  issued?: CslDate
  abstract?: string
  publisher?: string
  'container-title'?: string
  language?: string
  DOI?: string
  ISBN?: string
  ISSN?: string
  URL?: string
  note?: string
}

/**
 * Which questionnaire a reference answers, by its type; and in which slots. The rest of a reference is
 * what every record has: title, summary, contributors, identifiers, languages.
 */
const questionnaires = {
  report: {
    kind: 'question/kind',
    address: 'question/where_read',
    publisher: 'question/published_by',
    issued: 'question/published',
  },
  'outside-resource': {
    kind: 'resource/kind',
    address: 'resource/address',
    publisher: 'resource/published_by',
    issued: 'resource/published',
  },
} as const
type Questionnaire = keyof typeof questionnaires

/** Types of CSL, and what each is here; a type that is not listed is a report of no certain kind. */
const types: Record<string, { instrument: Questionnaire; kind?: string }> = {
  'article-journal': { instrument: 'report', kind: 'article' },
  review: { instrument: 'report', kind: 'article' },
  'article-magazine': { instrument: 'report', kind: 'article' },
  'paper-conference': { instrument: 'report', kind: 'proceedings' },
  thesis: { instrument: 'report', kind: 'thesis' },
  article: { instrument: 'report', kind: 'working_paper' },
  manuscript: { instrument: 'report', kind: 'working_paper' },
  dataset: { instrument: 'outside-resource', kind: 'data' },
  motion_picture: { instrument: 'outside-resource', kind: 'video' },
  broadcast: { instrument: 'outside-resource', kind: 'video' },
  webpage: { instrument: 'outside-resource', kind: 'website' },
  post: { instrument: 'outside-resource', kind: 'website' },
  'post-weblog': { instrument: 'outside-resource', kind: 'website' },
  standard: { instrument: 'outside-resource', kind: 'standard' },
}

/** What a reference says of a record, with what was chosen for all of the file. */
export function recordFromCsl(item: CslItem, matching: Matching): Brought {
  const reasons: string[] = []
  const found = types[item.type ?? ''] ?? { instrument: 'report' as const }
  const instrument = asQuestionnaire(matching.instrument) ?? found.instrument
  const kind = instrument === found.instrument ? found.kind : undefined
  const lang = (item.language && languageTagOf(item.language)) || matching.language || 'en'
  const doi = doiOf(item.DOI) ?? doiOf(item.URL)
  const address = webAddressOf(item.URL) ?? (doi && `https://doi.org/${doi}`)
  const issued = issuedOf(item.issued)
  if (item.issued && !issued) reasons.push(t('imports.noDay', { value: said(item.issued) }))
  const slots = questionnaires[instrument]
  const publisher = plain(item.publisher)
  const abstract = plain(item.abstract)
  const words = (text: string) => ({ original: lang, texts: { [lang]: text } })
  return {
    instrument,
    reasons,
    source: words(sourceOf(item, issued)),
    content: {
      title: words(titleOf(item)),
      ...(abstract && { summary: words(abstract) }),
      knowledge: 'research',
      contributors: contributorsOf(item),
      ...(publisher && { organisations: [publisher] }),
      ...(matching.places.length > 0 && { places: matching.places }),
      ...(matching.topics.length > 0 && { topics: matching.topics }),
      ...(matching.licence && { licence: matching.licence }),
      identifiers: identifiersOf(item, doi, reasons),
      answers: answersIn({
        [slots.kind]: kind,
        [slots.address]: address,
        [slots.publisher]: publisher && { name: publisher },
        [slots.issued]: issued,
      }),
    },
  }
}

const asQuestionnaire = (slug: string | undefined): Questionnaire | undefined =>
  slug !== undefined && slug in questionnaires ? (slug as Questionnaire) : undefined

/** Words without the marks that styles put around them, and in one line. */
function plain(words: unknown): string | undefined {
  if (typeof words !== 'string') return undefined
  return (
    words
      .replace(/<\/?(i|b|u|em|strong|sub|sup|span|sc|p)\b[^<>]*>/gi, '')
      .replace(/\s+/g, ' ')
      .trim() || undefined
  )
}

function issuedOf(issued: CslDate | undefined): string | undefined {
  const parts = issued?.['date-parts']?.[0]
  if (parts) return dayOf(parts)
  const raw = issued?.raw ?? issued?.literal ?? ''
  const iso = /^\s*(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?\b/.exec(raw)
  return iso ? dayOf(iso.slice(1)) : dayOf([/\b(1[5-9]\d\d|20\d\d)\b/.exec(raw)?.[1]])
}

const said = ({ raw, literal, 'date-parts': parts }: CslDate): string =>
  (raw ?? literal ?? parts?.flat().join('-') ?? '').slice(0, 100)

/** "Applied Water Science, 2018": where nobody wrote a summary. */
const sourceOf = (item: CslItem, issued: string | undefined): string =>
  [plain(item['container-title']), plain(item.publisher), issued?.slice(0, 4)].filter(Boolean).join(', ') ||
  titleOf(item)

const titleOf = (item: CslItem): string => plain(item['original-title']) ?? plain(item.title) ?? ''

/** Those who are told of without a name: "and others". */
const others = /^(others|et\.? al\.?,?|and others)$/i

function contributorsOf(item: CslItem): Content['contributors'] {
  const credited = (names: CslName[] | undefined, role: 'author' | 'compiler' | 'translator') =>
    (Array.isArray(names) ? names : []).flatMap((one): Content['contributors'] => {
      const name = nameOf(one)
      if (!name) return []
      // The same words, whichever a format has for them.
      return [others.test(name) ? { role, shown: 'group', name: 'et al.' } : { role, shown: 'named', name }]
    })
  const all = [
    ...credited(item['original-author'] ?? item.author, 'author'),
    ...credited(item.editor, 'compiler'),
    ...credited(item.translator, 'translator'),
  ]
  return all.length ? all : [{ role: 'author', shown: 'unnamed' }]
}

const nameOf = (one: CslName): string =>
  plain(one.literal) ??
  [one.given, one['dropping-particle'], one['non-dropping-particle'], one.family, one.suffix]
    .flatMap((part) => plain(part) ?? [])
    .join(' ')

function identifiersOf(item: CslItem, doi: string | undefined, reasons: string[]): Content['identifiers'] {
  const given = (
    words: string | undefined,
    of: (one: string) => string | undefined,
    why: (value: string) => string,
  ) =>
    (words ?? '')
      .split(/[\s,;]+(?=[\d-]*\d)|\s*\(.*?\)\s*/)
      .filter((one) => /\d/.test(one))
      .flatMap((one) => {
        const value = of(one)
        if (value === undefined) reasons.push(why(one))
        return value ?? []
      })
  const isbn = given(
    item.ISBN,
    (one) => isbnOf(one) ?? issnOf(one),
    (value) => t('imports.noIsbn', { value }),
  )
  const issn = given(item.ISSN, issnOf, (value) => t('imports.noIssn', { value }))
  const url = webAddressOf(item.URL)
  return [
    ...(doi ? [{ scheme: 'doi', value: doi }] : []),
    ...isbn.map((value) => ({ scheme: value.includes('-') ? 'issn' : 'isbn', value })),
    ...issn.map((value) => ({ scheme: 'issn', value })),
    ...(url && !doiOf(url) ? [{ scheme: 'url', value: url }] : []),
  ]
}

/** Answers by slot as rows by group; what is not said is no answer. */
function answersIn(slots: Record<string, unknown>): Content['answers'] {
  const answers: Content['answers'] = {}
  for (const [slot, value] of Object.entries(slots)) {
    if (value === undefined || value === '') continue
    const [group = '', question = ''] = slot.split('/')
    const [row] = (answers[group] ??= [{}])
    row![question] = value
  }
  return answers
}

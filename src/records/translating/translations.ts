import { sql } from 'kysely'
import { audit } from '../../base/audit.ts'
import { changed } from '../../base/cache/tags.ts'
import { atomically, db } from '../../base/database/database.ts'
import { markOf } from '../../base/mark-of.ts'
import { announce } from '../../base/outbox/announce.ts'
import { refuse } from '../../base/refusal.ts'
import { isLang, type Lang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { definitionOf } from '../../instruments/editions.ts'
import { personOf } from '../../people/account.ts'
import { mayTend } from '../access.ts'
import { type RecordVersion, recordFor, versionsOf } from '../reading.ts'
import { countTexts } from './counting.ts'
import { type Offered, offeredFor } from './leaving-the-house.ts'
import { type TranslatedText, textsIn } from './texts.ts'

/** So many texts stand on a page: each is two fields wide. */
export const textsPerPage = 25
/** Of one text, in characters. */
export const longestTranslation = 40_000

/** A record beside its translation. */
export interface Translating {
  record: RecordVersion
  lang: Lang
  /** Those of this page. */
  texts: TranslatedText[]
  page: number
  total: number
  /** How many are there in that language, and how many have grown old. */
  done: number
  stale: number
  /** The viewer may say that it was read and says the same. */
  mayCheck: boolean
  /** Whether the service that translates is offered; nothing where there is none. */
  machine?: Offered
}

/** A record of the viewer's side by side with another language; the refusals of `recordFor`, and of what is no language. */
export async function translatingOf(
  viewer: Viewer,
  ref: string,
  lang: string,
  page = 1,
): Promise<Translating> {
  personOf(viewer)
  const record = await recordFor(viewer, ref)
  if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
  const all = textsIn(
    await definitionOf(record.editionId),
    record.content,
    lang,
    record.translated?.all ?? [],
  )
  return {
    record,
    lang,
    texts: all.slice((page - 1) * textsPerPage, page * textsPerPage),
    page,
    total: all.length,
    done: all.filter(({ words }) => words).length,
    stale: all.filter(({ before }) => before !== undefined).length,
    mayCheck: await mayTend(viewer, record),
    machine: await offeredFor(record),
  }
}

/** A text as somebody translated it, and what they had before them. */
export interface Translated {
  path: string
  words: string
  /** The mark of what it was made from: words that the record says now or said in an earlier version. */
  source: string
  /** The mark of what stood there when they began; left out by whoever writes over whatever stands. */
  was?: string
  /** It was made from other words or by a machine, and they say that it says the same. */
  same?: boolean
  /** The service that made the words, as long as nobody has been over them. */
  machine?: string
}

/** What became of translations: how many changed, and where somebody else had written meanwhile. */
export interface TranslationKept {
  changed: number
  clashes: { path: string; theirs: string }[]
}

/**
 * Keeps translations of single texts; an empty one is taken out. What the version says in that language
 * itself, what it does not say at all, and what nobody changed since `was`, is left alone; where somebody else
 * wrote meanwhile, theirs stands and is given back. Refuses words made from what the record never said.
 */
export function translate(
  viewer: Viewer,
  ref: string,
  lang: string,
  given: Translated[],
): Promise<TranslationKept> {
  return atomically(async () => {
    const me = personOf(viewer)
    // Or two at once would both find that nobody wrote here.
    await sql`select from thing where ref = ${ref} for no key update`.execute(db())
    const record = await recordFor(viewer, ref)
    if (!isLang(lang) || lang === record.content.title.original) refuse('invalid', 'people.noLanguage')
    if (given.some(({ words }) => words.length > longestTranslation))
      refuse('invalid', 'records.faultLong', { most: longestTranslation })
    const definition = await definitionOf(record.editionId)
    const standing = new Map(
      textsIn(definition, record.content, lang, record.translated?.all ?? []).map((one) => [one.path, one]),
    )
    const begun = given.flatMap(({ path, words, source, was, same, machine }) => {
      const one = standing.get(path)
      if (!one || one.own) return []
      const unread = one.before !== undefined || one.machine !== undefined
      const again = same === true && unread && words === one.words
      const now = markOf(one.words)
      if (!again && (words === one.words || markOf(words) === was)) return []
      const clash = was !== undefined && was !== now ? one.words : undefined
      return [{ path, words, source, machine: again ? undefined : machine, now: one.source, clash }]
    })
    const news = begun.filter(({ clash }) => clash === undefined)
    const clashes = begun.flatMap(({ path, clash }) => (clash === undefined ? [] : { path, theirs: clash }))
    if (news.length === 0) return { changed: 0, clashes }
    await keep(record.thing, lang, record.content.title.original, me, await withSources(viewer, ref, news))
    await countTexts([record.thing])
    await audit(viewer, 'record.translated', record.thing, { lang, texts: news.length })
    await tell(record)
    return { changed: news.length, clashes }
  })
}

type Kept = Pick<Translated, 'path' | 'words' | 'source' | 'machine'>

/** With the words themselves that each was made from, as the record says them or once said them. */
async function withSources(viewer: Viewer, ref: string, news: (Kept & { now: string })[]): Promise<Kept[]> {
  const moved = news.filter(({ source, now }) => markOf(now) !== source)
  const said = moved.length ? await saidEarlier(viewer, ref) : new Map<string, string>()
  return news.map(({ now, ...one }) => ({
    ...one,
    source:
      markOf(now) === one.source
        ? now
        : (said.get(`${one.path} ${one.source}`) ?? refuse('invalid', 'records.sourceNever')),
  }))
}

/** What every version said, by path and mark. */
async function saidEarlier(viewer: Viewer, ref: string): Promise<Map<string, string>> {
  const said = new Map<string, string>()
  for (const { editionId, content } of await versionsOf(viewer, ref))
    for (const { path, source } of textsIn(await definitionOf(editionId), content, '', []))
      said.set(`${path} ${markOf(source)}`, source)
  return said
}

async function keep(record: number, lang: Lang, from: Lang, me: number, news: Kept[]): Promise<void> {
  const paths = news.map(({ path }) => path)
  await sql`
    update translation set replaced = now()
    where record = ${record} and lang = ${lang} and path = any(${paths}::text[]) and replaced is null`.execute(
    db(),
  )
  await sql`delete from translation_check where record = ${record} and lang = ${lang}`.execute(db())
  const given = JSON.stringify(news.filter(({ words }) => words))
  await sql`
    insert into translation (record, path, lang, words, source, source_lang, by, machine)
    select ${record}, path, ${lang}, words, source, ${from}, ${me}, machine
    from jsonb_to_recordset(${given}::jsonb) as one (path text, words text, source text, machine text)`.execute(
    db(),
  )
}

async function tell({ ref, thing }: RecordVersion): Promise<void> {
  await announce('thing.changed', { ids: [thing] })
  await changed(ref, 'records', 'things')
}

/** Says that a language of a record was read and says the same, what a machine made too. Refuses whoever neither keeps nor curates it. */
export function checkTranslation(viewer: Viewer, ref: string, lang: string): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const record = await recordFor(viewer, ref)
    if (!(await mayTend(viewer, record))) refuse('forbidden', 'records.notYours')
    await sql`
      insert into translation_check (record, lang, by)
      select ${record.thing}, ${lang}, ${me} where exists (select from translation where record = ${record.thing} and lang = ${lang} and replaced is null)
      on conflict (record, lang) do update set by = excluded.by, at = now()`.execute(db())
    await sql`update translation set machine = null where record = ${record.thing} and lang = ${lang} and replaced is null`.execute(
      db(),
    )
    await audit(viewer, 'translation.checked', record.thing, { lang })
    await tell(record)
  })
}

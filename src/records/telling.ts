import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { inReach, languageName, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { JobKind } from '../base/jobs.ts'
import type { Lang, Text } from '../base/text.ts'
import { everyone, members } from '../base/viewer.ts'
import { writeTo } from '../people/writing-to.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import type { Content } from './interchange.ts'
import { nobody } from './openness.ts'
import { isStale, type Translation } from './translating/layering.ts'
import { notClosed, titleOfDraft } from './writing/drafts.ts'
import { nameOfDraft } from './writing/naming.ts'

/** What somebody is told of, as one line of a letter. */
interface News {
  person: number
  what: 'comments' | 'translated' | 'stale'
  /** Of a record, or of a draft for comments. */
  ref: Ref
  title: Text
  /** Of a translation. */
  lang: Lang | null
  count: number
}

/** So long, in minutes, it is waited for more before anybody is written to. */
const gathering = 60

/**
 * Writes to those whom it concerns of what was said of their drafts, and of translations that were made or have
 * grown old: all that is due in one letter, an hour after the first of it, and nothing twice. Gives how many
 * were written to.
 */
export function tellNews(now = new Date()): Promise<number> {
  return atomically(async () => {
    const before = new Date(now.getTime() - gathering * 60_000).toISOString()
    const news = [
      ...(await newComments(before)),
      ...(await newTranslations(before)),
      ...(await grownOld(before)),
    ]
    const byPerson = Map.groupBy(news, ({ person }) => person)
    for (const [person, lines] of byPerson)
      await writeTo(person, () => ({
        subject: t('records.newsSubject'),
        words: lines.map(lineOf).join('\n\n'),
        to: url`/desk/changes`,
      }))
    return byPerson.size
  })
}

function lineOf({ what, ref, title, lang, count }: News): string {
  const { origin } = site()
  const language = languageName(lang ?? '')
  const name = inReach(title).text
  switch (what) {
    case 'comments':
      return `${t('records.newsComments', { count, title: nameOfDraft({ title: title.texts, lang: title.original }) })}\n${origin}${url`/drafts/${ref}/comments`}`
    case 'translated':
      return `${t('records.newsTranslated', { count, title: name, language })}\n${origin}${url`/records/${ref}/translation/${lang ?? ''}`}`
    case 'stale':
      return `${t('records.newsStale', { count, title: name, language })}\n${origin}${url`/records/${ref}/translation/${lang ?? ''}`}`
  }
}

/** To those who write the draft, and to those who took part in the thread and still read it; of their own words nobody. */
async function newComments(before: string): Promise<News[]> {
  const { rows } = await sql<News>`
    with due as (select draft from review_comment where told is null group by draft having min(at) <= ${before}),
    fresh as (
      update review_comment set told = now() where told is null and draft in (select draft from due)
      returning id, draft, coalesce(under, id) as thread, person),
    heard as (
      select draft_writer.person, fresh.id, fresh.draft from fresh join draft_writer on draft_writer.draft = fresh.draft
      where draft_writer.person <> fresh.person
      union
      select part.person, fresh.id, fresh.draft from fresh
        join review_comment as part on fresh.thread in (part.id, part.under) and part.id < fresh.id
        join thing on thing.id = fresh.draft join in_circle on in_circle.circle = thing.readers and in_circle.person = part.person
      where part.person <> fresh.person)
    select heard.person, 'comments' as what, thing.ref, null as lang, count(*)::int as count,
      jsonb_build_object('original', draft.lang, 'texts', ${titleOfDraft}) as title
    from heard join thing on thing.id = heard.draft join draft on draft.thing = heard.draft join edition on edition.id = draft.edition
    where ${notClosed}
    group by heard.person, thing.ref, draft.thing, edition.id order by thing.ref`.execute(db())
  return rows
}

/** To whoever keeps the record true, of what others translated and still stands. */
async function newTranslations(before: string): Promise<News[]> {
  const { rows } = await sql<News>`
    with due as (select record from translation where told is null group by record having min(at) <= ${before}),
    fresh as (
      update translation set told = now() where told is null and record in (select record from due)
      returning record, lang, by, replaced)
    select custodianship.person, 'translated' as what, thing.ref, fresh.lang, count(*)::int as count, version.content -> 'title' as title
    from fresh join custodianship on custodianship.record = fresh.record and since is not null and ended is null
      join thing on thing.id = fresh.record join record on record.thing = thing.id join version on version.id = record.current
    where fresh.replaced is null and fresh.by is distinct from custodianship.person and thing.state = 'published' and thing.circle <> ${nobody}
    group by custodianship.person, thing.ref, fresh.lang, version.id order by thing.ref, fresh.lang`.execute(
    db(),
  )
  return rows
}

/** So many records are looked at in one go. */
const mostRecords = 100

interface Compared {
  id: number
  ref: Ref
  version: number
  content: Omit<Content, 'contributors'>
  translations: (Translation & { id: number; person: number | null; open: boolean })[]
}

/** To whoever made a translation, once what it was made from says otherwise; of a record that they still may see, once an hour at most. */
async function grownOld(before: string): Promise<News[]> {
  const { rows } = await sql<Compared>`
    select thing.id, thing.ref, version.id as version, version.content, (
      select json_agg(json_build_object('id', translation.id, 'path', path, 'lang', translation.lang, 'words', '', 'source', source, 'person', by,
        'open', thing.circle in (${everyone}, ${members}) or exists (select from in_circle where in_circle.circle = thing.circle and in_circle.person = by)))
      from translation where translation.record = thing.id and replaced is null and stale_told is null) as translations
    from thing join record on record.thing = thing.id join version on version.id = record.current
    where thing.state = 'published' and exists (
        select from translation where translation.record = thing.id and replaced is null and stale_told is null and compared is distinct from version.id)
      and not exists (select from translation where translation.record = thing.id and stale_told > ${before})
    order by thing.id limit ${mostRecords}`.execute(db())
  const old = rows.flatMap(({ ref, content, translations }) =>
    translations.filter((one) => isStale(content, one)).map((one) => ({ ...one, ref, title: content.title })),
  )
  await sql`
    update translation set compared = of.version
    from unnest(${rows.map(({ id }) => id)}::bigint[], ${rows.map(({ version }) => version)}::bigint[]) as of (record, version)
    where translation.record = of.record and replaced is null`.execute(db())
  await sql`update translation set stale_told = now() where id = any(${old.map(({ id }) => id)}::bigint[])`.execute(
    db(),
  )
  const told = old.flatMap((one) => (one.person !== null && one.open ? [{ ...one, person: one.person }] : []))
  return [...Map.groupBy(told, ({ person, ref, lang }) => `${person} ${ref} ${lang}`).values()].map(
    (some) => {
      const { person, ref, title, lang } = some[0]!
      return { person, ref, title, lang, what: 'stale', count: some.length }
    },
  )
}

/** Every ten minutes. */
export const newsJob: JobKind = {
  name: 'records.news',
  every: '*/10 * * * *',
  run: async () => void (await tellNews()),
}

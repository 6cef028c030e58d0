import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import type { Text } from '../../base/text.ts'
import { type Giving, type Named, told } from '../../base/things/bundling.ts'
import { visibleTo } from '../../base/viewer.ts'

interface VersionRow {
  title: string
  body: string
  lang: string
  note: string | null
  at: string
  by: number | null
  elsewhere: { by?: Named } | null
}

const versionsAsked = sql`coalesce((select json_agg(json_build_object('title', title, 'body', body, 'lang', lang, 'note', note,
  'at', at, 'by', by, 'elsewhere', shared_text.elsewhere) order by number) from shared_text where shared_text.thing = thing.id), '[]')`

/** Its versions, each by whoever wishes to be named. */
const givenVersions = (versions: VersionRow[], { words, named }: Giving) =>
  versions.map(({ title, body, lang, note, at, by, elsewhere }) => ({
    ...(title && { title: words(title) }),
    body: words(body),
    lang,
    ...told({ note: note === null ? null : words(note), by: named(by) ?? elsewhere?.by }),
    at: new Date(at).toISOString(),
  }))

/** Its pages, with all they said before; `by`: who wrote them. What several wrote together stays nowhere. */
export async function givenPages(giving: Giving) {
  const { rows } = await sql<{ ref: string; origin: string; slug: string; versions: VersionRow[] }>`
    select thing.ref, thing.origin, page.slug, ${versionsAsked} as versions from page join thing on thing.id = page.thing
    where community = ${giving.community.id} and thing.state = 'published' and ${visibleTo(giving.viewer)} order by thing.id`.execute(
    db(),
  )
  return {
    by: rows.flatMap(({ versions }) => versions.flatMap(({ by }) => by ?? [])),
    pages: rows.map(({ ref, origin, slug, versions }) => ({
      ...{ ref, origin, slug },
      versions: givenVersions(versions, giving),
    })),
  }
}

/** What it keeps at hand, as far as it may go along: where whoever put it there lets no words of theirs go, it is called by its site. */
export async function givenLibrary({ community, viewer, words, named, wishOf }: Giving) {
  const { rows } = await sql<{
    ref: string | null
    href: string | null
    title: string | null
    lang: string
    note: string | null
    by: number | null
    at: Date
    elsewhere: { by?: Named } | null
  }>`
    select target.ref, item.href, item.title, item.lang, item.note, item.by, item.at, item.elsewhere
    from library_item as item left join thing as target on target.id = item.target
    where item.community = ${community.id} and item.removed is null
      and (item.target is null or target.state = 'published' and ${visibleTo(viewer, 'target.circle')}) order by item.id`.execute(
    db(),
  )
  return rows.map(({ ref, href, title, lang, note, by, at, elsewhere }) => ({
    ...(ref
      ? { ref }
      : { href: href!, title: wishOf(by) === 'stays' ? new URL(href!).hostname : words(title!) }),
    lang,
    ...told({
      note: note === null || wishOf(by) === 'stays' ? null : words(note),
      by: named(by) ?? elsewhere?.by,
    }),
    at: at.toISOString(),
  }))
}

interface StepRow {
  progress: string
  reason: string
  lang: string
  at: string
  by: number | null
  elsewhere: { by?: Named } | null
}

/** What it wants to learn, in its order, and how far it has come, in the words of those who let them go along. */
export async function givenAgenda(giving: Giving) {
  const { community, viewer, words, named, wishOf, text } = giving
  const { rows } = await sql<{
    ref: string
    origin: string
    words: Text
    owner: number | null
    progress: string
    elsewhere: { owner?: Named } | null
    steps: StepRow[]
    ties: string[]
    answer: VersionRow[]
  }>`
    select thing.ref, thing.origin, words, owner, progress, agenda_question.elsewhere, ${versionsAsked} as answer,
      coalesce((select json_agg(json_build_object('progress', agenda_step.progress, 'reason', reason, 'lang', agenda_step.lang, 'at', agenda_step.at,
        'by', agenda_step.by, 'elsewhere', agenda_step.elsewhere) order by agenda_step.id) from agenda_step where question = thing.id), '[]') as steps,
      array(select tied.ref from agenda_tie join thing as tied on tied.id = agenda_tie.thing
        where question = thing.id and tied.state = 'published' and ${visibleTo(viewer, 'tied.circle')} order by agenda_tie.at, tied.ref) as ties
    from agenda_question join thing on thing.id = agenda_question.thing
    where community = ${community.id} and thing.state = 'published' and ${visibleTo(viewer)} order by position, thing.id`.execute(
    db(),
  )
  return rows.map((row) => ({
    ...{ ref: row.ref, origin: row.origin },
    words: text(row.words),
    ...told({ owner: named(row.owner) ?? row.elsewhere?.owner }),
    progress: row.progress,
    steps: row.steps
      .filter(({ by }) => wishOf(by) !== 'stays')
      .map(({ progress, reason, lang, at, by, elsewhere }) => ({
        ...{ progress, reason: words(reason), lang },
        ...told({ by: named(by) ?? elsewhere?.by }),
        at: new Date(at).toISOString(),
      })),
    answer: givenVersions(row.answer, giving),
    ties: row.ties.toSorted(),
  }))
}

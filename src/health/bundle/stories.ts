import { sql } from 'kysely'
import { z } from 'zod'
import { atomically, db } from '../../base/database/database.ts'
import { Ref } from '../../base/ids.ts'
import { type ImportReport, inShape, takeEach } from '../../base/import.ts'
import { Lang } from '../../base/text.ts'
import {
  type Bundled,
  type BundlePart,
  type Came,
  type Giving,
  Named,
  PastMoment,
  type Taking,
  told,
} from '../../base/things/bundling.ts'
import { makeThing } from '../../base/things/things.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { saidBy } from '../../people/elsewhere.ts'
import { askedBy } from '../asking.ts'
import { type Cycle, cycles, valueInstrument } from '../value/story.ts'
import { storyChanged } from '../value/telling.ts'

/** What somebody got from taking part, as it travels. */
const Given = z.strictObject({
  format: z.literal('baobab-value-story/1'),
  ref: Ref,
  origin: z.string().max(64),
  /** The reference of what it came of. */
  of: Ref.optional(),
  by: Named.optional(),
  openTo: z.enum(['members', 'everyone']),
  lang: Lang,
  answers: z.partialRecord(z.enum(cycles), z.string().min(1).max(10_000)),
  link: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  told: PastMoment,
})
type Given = z.infer<typeof Given>

interface Row extends Omit<Given, 'format' | 'told' | 'link' | 'of'> {
  person: number | null
  named: boolean
  of: string | null
  link: string | null
  told: Date
  elsewhere: { by?: Named; of?: Ref } | null
}

/** Those told in a community, but what is for those who facilitate it; named where whoever told it wished that here and there. */
async function* give({ community, viewer, wishOf, named, words }: Giving): AsyncGenerator<Bundled> {
  const { rows } = await sql<Row>`
    select thing.ref, thing.origin, person, named, open_to as "openTo", lang, answers, link, told, elsewhere,
      (select ref from thing as about where about.id = value_story.of and about.state = 'published' and ${visibleTo(viewer, 'about.circle')}) as of
    from value_story join thing on thing.id = value_story.thing
    where community = ${community.id} and open_to <> 'facilitators' and withdrawn is null and hidden is null and thing.state = 'published'
      and ${visibleTo(viewer)} order by thing.id`.execute(db())
  for (const row of rows) {
    if (wishOf(row.person) === 'stays') continue
    const answers = Object.entries(row.answers).map(([cycle, said]) => [cycle, words(said)])
    yield {
      ref: row.ref,
      by: row.person === null ? [] : [row.person],
      json: {
        format: 'baobab-value-story/1',
        ...{ ref: row.ref, origin: row.origin, openTo: row.openTo, lang: row.lang },
        answers: Object.fromEntries(answers),
        ...told({
          of: row.of ?? row.elsewhere?.of,
          by: (row.named ? named(row.person) : undefined) ?? row.elsewhere?.by,
          link: row.link && words(row.link) === row.link ? row.link : null,
        }),
        told: row.told.toISOString(),
      },
    }
  }
}

const take = (_: Viewer, came: Came[], taking: Taking): Promise<ImportReport> =>
  takeEach(inShape(Given, came), (one) => takeStory(one, taking))

const takeStory = (one: Given, taking: Taking): Promise<boolean> =>
  atomically(async () => {
    const { rows } = await sql<{
      id: number
      open: number
      circle: number
      of: number | null
      ofCircle: number | null
    }>`
      select thing.id, thing.circle as open, community.circle, about.id as of, about.circle as "ofCircle"
      from community join thing on thing.id = community.thing left join thing as about on about.ref = ${one.of ?? null}
      where slug = ${taking.slug}`.execute(db())
    const [home] = rows
    if (!home) return false
    const { edition } = await askedBy(valueInstrument)
    const { person, by } = await saidBy(one.by, taking)
    const circle = one.openTo === 'members' ? home.circle : (home.ofCircle ?? home.open)
    const { id } = await makeThing({ kind: 'value-story', ref: one.ref, origin: one.origin, circle })
    const elsewhere = { ...(by && { by }), ...(one.of && home.of === null && { of: one.of }) }
    await db()
      .insertInto('value_story')
      .values({
        ...{ thing: id, person, of: home.of, community: home.id, edition, lang: one.lang, told: one.told },
        named: person !== null,
        open_to: one.openTo,
        answers: JSON.stringify(one.answers satisfies Partial<Record<Cycle, string>>),
        link: one.link ?? null,
        elsewhere: JSON.stringify(elsewhere),
      })
      .execute()
    await storyChanged(id)
    return true
  })

/** What people got from taking part. After the conversations and records that it came of. */
export const valueStoryPart: BundlePart = {
  noun: 'value-stories',
  give,
  take,
  within: (thing) =>
    sql`select value_story.thing from value_story where of = ${thing} or community = ${thing}`,
}

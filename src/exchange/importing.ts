import { sql } from 'kysely'
import { z } from 'zod'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { Ref } from '../base/ids.ts'
import { emptyReport, type ImportReport, inShape } from '../base/import.ts'
import { refuse } from '../base/refusal.ts'
import { Lang } from '../base/text.ts'
import { makeThing, setAbout } from '../base/things/things.ts'
import { everyone, members, type Viewer } from '../base/viewer.ts'
import { subjectsOf } from '../vocabularies/subjects.ts'
import { lasts, most, sides, times, whats } from './entry.ts'
import { entryChanged } from './keeping.ts'

const words = z.string().min(1).max(most.words)
const Said = z.strictObject({ by: z.string(), lang: Lang, words })

/** An offer or a need as packs bring it; people by their handles. */
const Entry = z.strictObject({
  ref: Ref,
  side: z.enum(sides),
  what: z.enum(whats),
  by: z.string(),
  title: z.string().min(1).max(most.title),
  words: z.string().max(most.words).default(''),
  lang: Lang,
  langs: z.array(Lang).default([]),
  time: z.enum(times).optional(),
  /** `everyone`, `members`, or the slug of a community. */
  audience: z.string().default('everyone'),
  topics: z.array(z.string()).default([]),
  places: z.array(z.string()).default([]),
  /** Whoever took it up, what the two said, and whom they thanked for all to read. */
  takeUps: z
    .array(
      z.strictObject({
        ref: Ref,
        by: z.string(),
        state: z.enum(['proposed', 'agreed', 'done']),
        messages: z.array(Said).min(1),
        thanks: z.array(Said).default([]),
      }),
    )
    .default([]),
})
type Entry = z.infer<typeof Entry>

/** Two who accompanied each other, with their log and what each says of it; a story by the reference of its record. */
const Mentorship = z.strictObject({
  ref: Ref,
  mentor: z.string(),
  mentee: z.string(),
  purpose: words,
  rhythm: z.string().min(1).max(200),
  lang: Lang,
  state: z.enum(['agreed', 'ended']),
  notes: z.array(Said.extend({ day: z.iso.date().optional() })).default([]),
  reflections: z
    .array(Said.extend({ mayName: z.boolean().default(false), story: Ref.optional() }))
    .default([]),
})
type Mentorship = z.infer<typeof Mentorship>

const Given = z.strictObject({
  format: z.literal('baobab-exchange/1'),
  entries: z.array(Entry).default([]),
  mentorships: z.array(Mentorship).default([]),
  /** Handles of those who may be found by what they did, and asked about needs. */
  findable: z.array(z.string()).default([]),
  askable: z.array(z.string()).default([]),
})

/** Takes in what is not here yet and whose people are. Only the instance may. */
export async function importExchange(
  viewer: Viewer,
  given: { place: string; json: unknown }[],
): Promise<ImportReport> {
  if (viewer.kind !== 'system') refuse('forbidden', 'conversations.mayNotImport')
  const { read, faults } = inShape(Given, given)
  const report = { ...emptyReport(), faults }
  for (const { place, one } of read) {
    for (const entry of one.entries) report[(await takeEntry(viewer, place, entry)) ? 'made' : 'unchanged']++
    for (const two of one.mentorships) report[(await takeMentorship(two)) ? 'made' : 'unchanged']++
    await chooseFor(one)
  }
  return report
}

/** Those who may be found are whoever is credited by their name in the records of the same packs. */
async function chooseFor({ findable, askable }: z.infer<typeof Given>): Promise<void> {
  await sql`
    insert into exchange_choice (person, findable, askable)
    select thing, handle = any(${findable}::text[]), handle = any(${askable}::text[]) from person where handle = any(${[...findable, ...askable]}::text[])
    on conflict do nothing`.execute(db())
  await sql`
    update credit set person = person.thing from person
    where credit.person is null and credit.shown = 'named' and credit.name = person.name and handle = any(${findable}::text[])`.execute(
    db(),
  )
}

const personBy = (handle: string) => sql`(select thing from person where handle = ${handle})`

const takeEntry = (viewer: Viewer, place: string, one: Entry): Promise<boolean> =>
  atomically(async () => {
    const { rows } = await sql<{
      there: boolean
      person: number | null
      community: number | null
      circle: number | null
    }>`
      select exists (select from thing where ref = ${one.ref}) as there, ${personBy(one.by)} as person,
        (select thing from community where slug = ${one.audience}) as community, (select circle from community where slug = ${one.audience}) as circle`.execute(
      db(),
    )
    const { there, person, community, circle } = rows[0]!
    const open = one.audience === 'everyone' ? everyone : one.audience === 'members' ? members : circle
    if (there || person === null || open === null) return false
    const { side, what, title, lang, langs, time = null } = one
    const { id } = await makeThing({ kind: side, sort: side, ref: one.ref, circle: open })
    await sql`
      insert into exchange_entry (thing, side, what, person, community, title, words, lang, langs, time, until)
      values (${id}, ${side}, ${what}, ${person}, ${community}, ${title}, ${one.words}, ${lang}, ${langs}, ${time}, current_date + ${lasts.days}::int)`.execute(
      db(),
    )
    await setAbout(
      id,
      await subjectsOf(viewer, { topics: one.topics.join('\n'), places: one.places.join('\n') }),
    )
    for (const each of one.takeUps) await takeTakeUp(id, person, each)
    await audit(viewer, 'exchange.taken-in', id, { from: place })
    await entryChanged([{ id, ref: one.ref }])
    return true
  })

async function takeTakeUp(entry: number, other: number, one: Entry['takeUps'][number]): Promise<void> {
  const done = one.state === 'done'
  const { rows } = await sql<{ id: number }>`
    insert into take_up (ref, entry, person, other, state, answered, done)
    values (${one.ref}, ${entry}, ${personBy(one.by)}, ${other}, ${one.state}, case when ${one.state !== 'proposed'} then now() end, case when ${done} then now() end)
    returning id`.execute(db())
  const { id } = rows[0]!
  for (const { by, lang, words } of one.messages)
    await sql`insert into take_up_message (take_up, person, lang, body) values (${id}, ${personBy(by)}, ${lang}, ${words})`.execute(
      db(),
    )
  for (const { by, lang, words } of one.thanks)
    await sql`
      insert into take_up_thanks (take_up, person, lang, words, public) select ${id}, thing, ${lang}, ${words}, true from person where handle = ${by}`.execute(
      db(),
    )
}

const takeMentorship = (one: Mentorship): Promise<boolean> =>
  atomically(async () => {
    const { ref, purpose, rhythm, lang, state } = one
    const { rows } = await sql<{ id: number }>`
      insert into mentorship (ref, mentor, mentee, asked_by, purpose, rhythm, lang, state, agreed, until, ended)
      select ${ref}, mentor.thing, mentee.thing, mentee.thing, ${purpose}, ${rhythm}, ${lang}, ${state}, now(),
        case when ${state === 'agreed'} then current_date + ${lasts.days}::int else current_date end, case when ${state === 'ended'} then now() end
      from person as mentor, person as mentee where mentor.handle = ${one.mentor} and mentee.handle = ${one.mentee}
      on conflict (ref) do nothing returning id`.execute(db())
    const [made] = rows
    if (!made) return false
    for (const { by, day = null, lang, words } of one.notes)
      await sql`
        insert into mentorship_note (mentorship, person, day, lang, words) values (${made.id}, ${personBy(by)}, ${day}, ${lang}, ${words})`.execute(
        db(),
      )
    for (const { by, lang, words, mayName, story = null } of one.reflections)
      await sql`
        insert into mentorship_reflection (mentorship, person, lang, words, may_name, story)
        select ${made.id}, thing, ${lang}, ${words}, ${mayName}, (select id from thing where ref = ${story}) from person where handle = ${by}`.execute(
        db(),
      )
    return true
  })

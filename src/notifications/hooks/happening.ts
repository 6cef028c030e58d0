import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { Refusal } from '../../base/refusal.ts'
import type { Text } from '../../base/text.ts'
import { type Viewer, visibleTo } from '../../base/viewer.ts'
import { communityUrl } from '../../communities/address.ts'
import { questionForPrograms } from '../../communities/agenda/for-programs.ts'
import { postForPrograms, threadForPrograms } from '../../conversations/for-programs.ts'
import { useForPrograms } from '../../records/evidence/for-programs.ts'
import { listedRecord } from '../../records/listing.ts'
import { url } from '../../ui/url.ts'
import type { HookEvent } from './hook.ts'

/** What happened, as whoever the hook is for may read it now. */
export interface Happening {
  event: HookEvent
  at: string
  /** The thing as the API gives it, with what it stands in. */
  data: Record<string, unknown>
  /** For people: what it is called, who did it where that is public, its first words, and where it stands. */
  title: Text
  by?: string
  words?: Text
  address: string
}

/** What is asked of: a row of what waits to be told. */
export interface Told {
  event: HookEvent
  thing: number
  part: number | null
  at: string
}

/** Reads it as this viewer; nothing where they may not see it, or it is not there to be seen any more. */
export async function happening(viewer: Viewer, told: Told): Promise<Happening | undefined> {
  try {
    return await readers[told.event](viewer, told)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

type Reading = (viewer: Viewer, told: Told) => Promise<Happening | undefined>

const inOne = (lang: string, words: string): Text => ({ original: lang, texts: { [lang]: words } })

async function refOf(viewer: Viewer, thing: number): Promise<string | undefined> {
  const { rows } = await sql<{ ref: string }>`
    select ref from thing where id = ${thing} and state = 'published' and ${visibleTo(viewer)}`.execute(db())
  return rows[0]?.ref
}

/** The post with its thread; of a thread, its first. */
async function saying(viewer: Viewer, told: Told, first: boolean): Promise<Happening | undefined> {
  const { rows } = await sql<{ ref: string }>`
    select ref from (select thing.ref, hidden from post join thing on thing.id = post.thing
      where ${first ? sql`post.thread = ${told.thing}` : sql`post.thing = ${told.thing}`} order by nth limit 1) as one where hidden is null`.execute(
    db(),
  )
  if (!rows[0]) return undefined
  const { thread: home, ...post } = await postForPrograms(viewer, rows[0].ref)
  const thread = await threadForPrograms(viewer, home)
  if (told.event === 'answer.accepted' && thread.accepted !== post.ref) return undefined
  return {
    ...told,
    data: { thread, post },
    title: inOne(thread.lang, thread.title),
    ...(post.by && { by: post.by }),
    words: inOne(post.lang, post.body),
    address: first ? thread.address : post.address,
  }
}

const ofRecord: Reading = async (viewer, told) => {
  const record = await listedRecord(viewer, told.thing)
  const withdrawn = told.event === 'record.withdrawn'
  if (!record || (record.state === 'withdrawn') !== withdrawn) return undefined
  if (told.part !== null && record.version !== told.part) return undefined
  return { ...told, data: { record }, title: record.title, words: record.summary, address: record.address }
}

const readers: Record<HookEvent, Reading> = {
  'thread.opened': (viewer, told) => saying(viewer, told, true),
  'post.written': (viewer, told) => saying(viewer, told, false),
  'answer.accepted': (viewer, told) => saying(viewer, told, false),
  'record.published': ofRecord,
  'record.withdrawn': ofRecord,
  'record.used': async (viewer, told) => {
    const ref = await refOf(viewer, told.thing)
    if (!ref) return undefined
    const use = await useForPrograms(viewer, ref)
    const { rows } = await sql<{
      record: number
    }>`select record from use where thing = ${told.thing}`.execute(db())
    const record = await listedRecord(viewer, rows[0]!.record)
    if (!record) return undefined
    return {
      ...told,
      data: { use, record },
      title: record.title,
      ...(use.by && { by: use.by }),
      words: use.note,
      address: url`/uses/${use.ref}`,
    }
  },
  'question.answered': async (viewer, told) => {
    const ref = await refOf(viewer, told.thing)
    if (!ref) return undefined
    const question = await questionForPrograms(viewer, ref)
    if (question.progress !== 'answered' || !question.answer) return undefined
    const { body, lang } = question.answer
    return {
      ...told,
      data: { question },
      title: question.words,
      words: inOne(lang, body),
      address: question.address,
    }
  },
  'member.joined': async (viewer, told) => {
    const { rows } = await sql<{ slug: string; name: Text; member: { handle: string; name: string } | null }>`
      select slug, community.name, case when page.state = 'published' and ${visibleTo(viewer, 'page.circle')}
          then json_build_object('handle', handle, 'name', person.name) end as member
      from membership join community on community.thing = membership.community join thing on thing.id = community.thing
        join person on person.thing = membership.person join thing as page on page.id = person.thing
      where membership.id = ${told.part} and community.thing = ${told.thing} and standing = 'member' and ended is null
        and thing.state = 'published' and ${visibleTo(viewer)}`.execute(db())
    const [row] = rows
    if (!row) return undefined
    const address = communityUrl(row)
    return {
      ...told,
      data: {
        community: { slug: row.slug, address, name: row.name },
        ...(row.member && { member: row.member }),
      },
      title: row.name,
      ...(row.member && { by: row.member.name }),
      address: `${address}/members`,
    }
  },
}

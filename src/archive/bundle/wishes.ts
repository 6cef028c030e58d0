import { sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { hideContacts } from '../../base/hiding-contacts.ts'
import type { Text } from '../../base/text.ts'
import { type Giving, mark, type Wish } from '../../base/things/bundling.ts'
import type { Viewer } from '../../base/viewer.ts'

interface Somebody {
  id: number
  ref: string
  origin: string
  name: string
  handle: string
  wish: Wish
}

/** However many spaces it is written with. */
const spelled = (word: string): string => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')

/** Whoever belongs or belonged to a community, said something in it or is mentioned there, and what they wish. */
async function everybodyIn(community: number): Promise<Somebody[]> {
  const { rows } = await sql<Somebody>`
    with posts as (select post.thing, post.person from post join thread on thread.thing = post.thread where thread.community = ${community}),
      texts as (select thing from page where page.community = ${community} union all select thing from agenda_question where agenda_question.community = ${community}),
      somebody as (
        select person from membership where membership.community = ${community}
        union select person from community_role where community_role.community = ${community}
        union select person from bundle_wish where bundle_wish.community = ${community}
        union select person from posts
        union select sealed_author.person from sealed_author join posts on posts.thing = post
        union select mention.person from mention join posts on posts.thing = post
        union select by from shared_text join texts using (thing)
        union select by from library_item where library_item.community = ${community}
        union select value_story.person from value_story where value_story.community = ${community}
        union select convenor from working_group where working_group.community = ${community}
        union select write_up.by from write_up join thread on thread.thing = write_up.source where thread.community = ${community}
        union select implication.by from implication join thread on thread.thing = implication.thread where thread.community = ${community}
        union select thread_summary.by from thread_summary join thread on thread.thing = thread_summary.thread where thread.community = ${community})
    select person.thing as id, thing.ref, thing.origin, person.name, handle, coalesce(wish, 'unnamed') as wish
    from somebody join person on person.thing = somebody.person join thing on thing.id = person.thing
    left join bundle_wish on bundle_wish.person = person.thing and bundle_wish.community = ${community}`.execute(
    db(),
  )
  return rows
}

/** What is asked while a bundle of this community is put together for this viewer. */
export async function givingFor(viewer: Viewer, community: { id: number; slug: string }): Promise<Giving> {
  const all = new Map((await everybodyIn(community.id)).map((one) => [one.id, one]))
  const wishOf = (person: number | null): Wish => all.get(person ?? 0)?.wish ?? 'unnamed'
  const words = withoutNames([...all.values()], await listNames(community.id))
  return {
    viewer,
    community,
    wishOf,
    named: (person) => {
      const one = all.get(person ?? 0)
      return one?.wish === 'named' && one.name
        ? { ref: one.ref, origin: one.origin, name: one.name }
        : undefined
    },
    words,
    text: (text: Text): Text => ({
      ...text,
      texts: Object.fromEntries(Object.entries(text.texts).map(([lang, said]) => [lang, words(said)])),
    }),
  }
}

/** Of who wrote on its lists and is not here: nobody could ask them. */
async function listNames(community: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct name from mail_author where mail_author.community = ${community} and person is null`.execute(
    db(),
  )
  return rows.map(({ name }) => name)
}

/** A short word is more often that word than somebody's name. */
const leastOfOneWord = 4

/** Takes from words the names and handles of those who are not to be named, and everybody's addresses and numbers. */
function withoutNames(all: Somebody[], unasked: string[]): (words: string) => string {
  const named = new Set(all.flatMap(({ wish, name }) => (wish === 'named' ? name : [])))
  const others = all.filter(({ wish }) => wish !== 'named')
  const names = [...others.map(({ name }) => name), ...unasked]
    .filter((name) => !named.has(name))
    .map((name) => name.normalize('NFC').trim())
  const several = /\p{L}\s+\p{L}/u
  const apart = (words: string[], flags: string): RegExp | undefined =>
    anyOf(words, (any) => `(?<![\\p{L}\\p{N}])${any}(?![\\p{L}\\p{N}])`, flags)
  const left = [
    anyOf(
      others.map(({ handle }) => handle),
      (any) => `(?<=@|/people/)${any}(?![\\p{L}\\p{N}-])`,
      'giu',
    ),
    apart(
      names.filter((name) => several.test(name)),
      'giu',
    ),
    // As it is written: "Hope" is somebody, and hope is not.
    apart(
      names.filter((name) => !several.test(name) && name.length >= leastOfOneWord),
      'gu',
    ),
  ].filter((each) => each !== undefined)
  return (words) =>
    left.reduce((kept, each) => kept.replace(each, mark), hideContacts(words.normalize('NFC')))
}

/** Any of these, the longest first. */
function anyOf(words: string[], around: (any: string) => string, flags: string): RegExp | undefined {
  if (words.length === 0) return undefined
  const longest = [...new Set(words)].toSorted((a, b) => b.length - a.length)
  return new RegExp(around(`(?:${longest.map(spelled).join('|')})`), flags)
}

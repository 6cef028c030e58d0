import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { slugsFor } from './names.ts'
import type { StoredConcept } from './stored.ts'
import type { Concept } from './vocabulary.ts'

/**
 * The address of each of these concepts, by uri. One whose address is still right keeps it, whoever
 * has become free meanwhile; one that changes leaves its old address as a signpost. An address that
 * led to another topic once is not given again.
 */
export async function givenSlugs(
  vocabulary: string,
  concepts: Concept[],
  stored: Map<string, StoredConcept>,
): Promise<Map<string, string>> {
  const wishes = concepts.map((concept) => ({
    uri: concept.uri,
    wanted: slugsFor(vocabulary, concept),
    before: stored.get(concept.uri),
  }))
  const taken = await owners(wishes.flatMap(({ wanted }) => wanted))
  const given = new Map<string, string>()
  for (const { uri, wanted, before } of wishes) {
    const kept = before && wanted.includes(before.slug) ? before.slug : undefined
    const slug = kept ?? wanted.find((one) => (taken.get(one) ?? uri) === uri)!
    taken.set(slug, uri)
    given.set(uri, slug)
  }
  await leaveSignposts(
    wishes.flatMap(({ uri, before }) =>
      before && before.slug !== given.get(uri) ? [{ ...before, now: given.get(uri)! }] : [],
    ),
  )
  return given
}

/** To whom addresses lead, or led. */
async function owners(slugs: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ slug: string; uri: string }>`
    select slug, uri from concept where slug = any(${slugs})
    union all
    select old.slug, concept.uri from topic_old_slug old join concept on concept.thing = old.concept
    where old.slug = any(${slugs})`.execute(db())
  return new Map(rows.map(({ slug, uri }) => [slug, uri]))
}

async function leaveSignposts(moved: { id: number; slug: string; now: string }[]): Promise<void> {
  if (moved.length === 0) return
  await sql`delete from topic_old_slug where slug = any(${moved.map(({ now }) => now)})`.execute(db())
  await sql`
    insert into topic_old_slug (slug, concept)
    select * from unnest(${moved.map(({ slug }) => slug)}::text[], ${moved.map(({ id }) => id)}::bigint[])`.execute(
    db(),
  )
}

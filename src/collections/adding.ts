import { sql } from 'kysely'
import { atomically, db } from '../base/database/database.ts'
import { isRef, type Ref } from '../base/ids.ts'
import { found, missing, refuse } from '../base/refusal.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import { type Viewer, visibleTo } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { type Around, around } from './around.ts'
import { addItem } from './arranging.ts'
import { startCollection } from './keeping.ts'

export interface Adding {
  card: Card
  around: Around
}

/** A thing that is to go into a collection, and into which it could. 403 for strangers, 404 for what is not open to them. */
export async function addingFor(viewer: Viewer, thing: string): Promise<Adding> {
  personOf(viewer)
  if (!isRef(thing)) missing()
  const { rows } = await sql<{ id: number; kind: string }>`
    select id, kind from thing where ref = ${thing} and state = 'published' and ${visibleTo(viewer)}`.execute(
    db(),
  )
  const [card] = await cardsOf(viewer, rows)
  return { card: found(card), around: await around(viewer, thing) }
}

/**
 * Puts a thing into one of the viewer's collections, or with a title into a new one of that name, which
 * only they see until they say otherwise. Gives the collection's reference. The refusals of `addItem`.
 */
export function addThing(
  viewer: Viewer,
  {
    thing,
    collection,
    title,
    note,
    lang,
  }: { thing: string; collection: string; title: string; note: string; lang: string },
): Promise<Ref> {
  return atomically(async () => {
    await addingFor(viewer, thing)
    if (!collection && !title) refuse('invalid', 'collections.titleMissing')
    const ref =
      (!title && collection) ||
      (await startCollection(viewer, {
        title,
        lang,
        introduction: '',
        audience: 'me',
        places: '',
        topics: '',
        rule: '',
      }))
    await addItem(viewer, ref, { address: thing, title: '', note, lang })
    return ref
  })
}

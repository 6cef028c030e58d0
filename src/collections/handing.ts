import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { found, refuse } from '../base/refusal.ts'
import type { AskedToKeep, Handed, Handing } from '../base/things/handing.ts'
import { everyone, members, type Viewer } from '../base/viewer.ts'
import { personOf } from '../people/account.ts'
import { memberOf } from '../people/whom-asked.ts'
import { url } from '../ui/url.ts'
import { collectionChanged, collectionToChange } from './keeping.ts'

/** So many days after a collection was handed on whoever handed it on is told so. */
const remembered = 90

/** A collection goes to whoever says yes to its keeper; one that only they could see is then seen by the new one. */
export const collectionHanding: Handing = {
  kept: async (person) => {
    const { rows } = await sql<Omit<Handed, 'href'>>`
      select thing.ref, collection.title, collection.keeper = ${person} as still,
        coalesce((select json_agg(json_build_object('name', person.name,
            'answer', case when taken then 'yes' when taken is null then 'waits' else 'no' end) order by offer.id desc)
          from collection_offer as offer join person on person.thing = offer.person
          where offer.collection = thing.id and offer.asked_by = ${person}), '[]') as asked
      from collection join thing on thing.id = collection.thing
      where thing.state = 'published' and (collection.keeper = ${person} or exists (
        select from collection_offer as offer where offer.collection = thing.id and offer.asked_by = ${person} and taken
          and answered > now() - make_interval(days => ${remembered})))
      order by collection.keeper <> ${person}, thing.id`.execute(db())
    return rows.map((row) => ({ ...row, href: url`/collections/${row.ref}` }))
  },
  ask: (viewer, ref, handle) =>
    atomically(async () => {
      const me = personOf(viewer)
      const { id, mine } = await collectionToChange(viewer, ref)
      if (!mine) refuse('forbidden', 'collections.notKeeper')
      const person = await memberOf(handle)
      if (person === me) refuse('invalid', 'people.noSuchMember')
      const { rows } = await sql`
        insert into collection_offer (collection, person, asked_by) values (${id}, ${person}, ${me})
        on conflict (collection, person) where answered is null do nothing returning id`.execute(db())
      if (rows.length === 0) refuse('conflict', 'records.proposedAlready')
      await audit(viewer, 'collection.keeper-asked', id, { handle })
    }),
  waiting: async (person) => {
    const { rows } = await sql<Omit<AskedToKeep, 'href'>>`
      select thing.ref, collection.title, asker.name as by
      from collection_offer as offer join collection on collection.thing = offer.collection join thing on thing.id = collection.thing
        join person as asker on asker.thing = asked_by
      where offer.person = ${person} and answered is null and collection.keeper = asked_by and thing.state = 'published'
      order by offer.id`.execute(db())
    return rows.map((row) => ({ ...row, href: url`/collections/${row.ref}` }))
  },
  answer: answerOffer,
}

function answerOffer(viewer: Viewer, ref: string, yes: boolean): Promise<void> {
  return atomically(async () => {
    const me = personOf(viewer)
    const { rows } = await sql<{ offer: number; id: number }>`
      select offer.id as offer, collection.thing as id
      from collection_offer as offer join collection on collection.thing = offer.collection join thing on thing.id = collection.thing
      where thing.ref = ${ref} and offer.person = ${me} and answered is null and collection.keeper = asked_by
      for update of offer, collection`.execute(db())
    const { offer, id } = found(rows[0])
    await sql`update collection_offer set answered = now(), taken = ${yes} where id = ${offer}`.execute(db())
    if (!yes) return void (await audit(viewer, 'collection.keeper-declined', id))
    await sql`update collection set keeper = ${me} where thing = ${id}`.execute(db())
    await sql`
      update thing set circle = person.circle from person
      where thing.id = ${id} and person.thing = ${me} and thing.circle not in (${everyone}, ${members})`.execute(
      db(),
    )
    await audit(viewer, 'collection.handed-over', id)
    await collectionChanged(id)
  })
}

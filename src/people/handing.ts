import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { found, refuse } from '../base/refusal.ts'
import type { AskedToKeep, Handed, Handing } from '../base/things/handing.ts'
import type { Viewer } from '../base/viewer.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { personOf } from './account.ts'
import { askToKeep, endOffer, takeKeeping } from './keepers.ts'
import { belongs, organisationFor } from './organisations.ts'
import { writeTo } from './writing-to.ts'

type Slugged<T> = Omit<T, 'href'> & { slug: string }

export const slugOfOrganisation = async (ref: string): Promise<string> => {
  const { rows } = await sql<{ slug: string }>`
    select slug from organisation join thing on thing.id = organisation.thing where ref = ${ref}`.execute(
    db(),
  )
  return found(rows[0]).slug
}

const addressed = <T extends { slug: string }>({ slug, ...row }: T) => ({
  ...row,
  href: url`/organisations/${slug}`,
})

/** The page of an organisation goes on with whoever says yes to keeping it; who keeps it already does so too. */
export const organisationHanding: Handing = {
  kept: async (person) => {
    const { rows } = await sql<Slugged<Handed>>`
      select thing.ref, organisation.slug, organisation.name as title, true as still,
        coalesce((select json_agg(json_build_object('name', person.name,
            'answer', case when theirs.standing = 'steward' then 'yes' else 'waits' end) order by theirs.id desc)
          from belonging as theirs join person on person.thing = theirs.person
          where theirs.organisation = thing.id and theirs.person <> ${person} and theirs.ended is null and (theirs.offered or theirs.standing = 'steward')), '[]') as asked
      from belonging join thing on thing.id = belonging.organisation join organisation on organisation.thing = thing.id
      where belonging.person = ${person} and belonging.standing = 'steward' and belonging.ended is null order by thing.id`.execute(
      db(),
    )
    return rows.map(addressed)
  },
  ask: async (viewer, ref, handle) =>
    askToKeep(viewer, await slugOfOrganisation(ref), handle, { untold: true }),
  waiting: async (person) => {
    const { rows } = await sql<Slugged<AskedToKeep>>`
      select thing.ref, organisation.slug, organisation.name as title, coalesce((
          select string_agg(asker.name, ', ') from belonging as theirs join person as asker on asker.thing = theirs.person
          where theirs.organisation = thing.id and theirs.standing = 'steward' and theirs.ended is null), '') as by
      from belonging join thing on thing.id = belonging.organisation join organisation on organisation.thing = thing.id
      where belonging.person = ${person} and offered and ended is null order by belonging.id`.execute(db())
    return rows.map(addressed)
  },
  answer: async (viewer, ref, yes) => {
    const slug = await slugOfOrganisation(ref)
    if (yes) return takeKeeping(viewer, slug)
    const { rows } = await sql<{ id: number }>`
      select belonging.id from belonging join organisation on organisation.thing = belonging.organisation
      where slug = ${slug} and person = ${personOf(viewer)} and offered and ended is null`.execute(db())
    await endOffer(viewer, slug, found(rows[0]).id)
  },
}

/**
 * Asks a member who leaves an organisation to hand over what they keep, by mail: only they can, but whoever
 * keeps its page may say that it is time. Refuses others, and a second time within a week. 404 for who is no
 * member.
 */
export function askToHandOver(viewer: Viewer, slug: string, belonging: number): Promise<void> {
  return atomically(async () => {
    const { id, keeps, name, members } = await organisationFor(viewer, slug)
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    found(members.find((one) => one.id === belonging && !one.own && belongs(one)))
    const { rows } = await sql<{ person: number; asked: boolean }>`
      select person, exists (select from audit where verb = 'belonging.hand-over-asked' and audit.thing = ${id}
        and (details ->> 'belonging')::bigint = ${belonging} and at > now() - interval '7 days') as asked
      from belonging where id = ${belonging} for update`.execute(db())
    const { person, asked } = found(rows[0])
    if (asked) refuse('conflict', 'freshness.handOverAsked')
    await audit(viewer, 'belonging.hand-over-asked', id, { belonging })
    await writeTo(person, () => {
      const organisation = inReach(name).text
      return {
        subject: t('freshness.handOverSubject', { organisation }),
        words: t('freshness.handOverMail', { organisation, site: site().name }),
        to: url`/account/hand-over`,
      }
    })
  })
}

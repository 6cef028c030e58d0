import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { yesNoAnswer } from '../base/mail/in/answering.ts'
import { found, refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { personOf } from './account.ts'
import { organisationChanged, organisationFor } from './organisations.ts'
import { memberOf } from './whom-asked.ts'
import { writeTo } from './writing-to.ts'

/**
 * Asks somebody to keep an organisation's page, whether or not they belong to it yet, and mails them unless somebody else does (`untold`): nothing
 * is theirs to do before they say yes. A curator who names themselves has said it. Refuses whoever does not
 * keep it, a handle that nobody else has, and whoever keeps it or was asked already.
 */
export function askToKeep(
  viewer: Viewer,
  slug: string,
  handle: string,
  { untold = false } = {},
): Promise<void> {
  return atomically(async () => {
    const { id, ref, keeps, name, mine } = await organisationFor(viewer, slug)
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    const person = await memberOf(handle)
    const own = viewer.kind === 'person' && viewer.id === person
    if (own && mine === 'steward') refuse('invalid', 'people.noSuchMember')
    const { rows } = await sql<{ id: number }>`
      insert into belonging (organisation, person, standing, offered) values (${id}, ${person}, 'invited', true)
      on conflict (organisation, person) where ended is null do update set offered = true
        where belonging.standing <> 'steward' and not belonging.offered
      returning id`.execute(db())
    const belonging = rows[0]?.id ?? refuse('conflict', 'people.keepsAlready')
    await audit(viewer, 'belonging.keeping-asked', id, { belonging })
    if (own) return takeKeeping(viewer, slug)
    if (!untold)
      await writeTo(person, () => {
        const organisation = inReach(name).text
        return {
          subject: t('people.keepingSubject', { organisation }),
          words: t('people.keepingMail', { organisation, site: site().name }),
          to: url`/organisations/${slug}`,
          answer: yesNoAnswer('organisation', [ref]),
        }
      })
    await organisationChanged(id)
  })
}

/** Says yes: from now on they keep the page. 404 for whoever was not asked. */
export function takeKeeping(viewer: Viewer, slug: string): Promise<void> {
  return atomically(async () => {
    const person = personOf(viewer)
    const { id } = await organisationFor(viewer, slug)
    const { rows } = await sql<{ id: number }>`
      update belonging set standing = 'steward', offered = false
      where organisation = ${id} and person = ${person} and offered and ended is null returning id`.execute(
      db(),
    )
    await audit(viewer, 'belonging.keeping-taken', id, { belonging: found(rows[0]).id })
    await organisationChanged(id)
  })
}

/**
 * Says no, or takes back what was asked: whoever was asked, or whoever keeps the page. Who belonged before
 * does so still. Refuses others; 404 for what was answered.
 */
export function endOffer(viewer: Viewer, slug: string, belonging: number): Promise<void> {
  return atomically(async () => {
    const { id, keeps, members } = await organisationFor(viewer, slug)
    const own = members.some((one) => one.id === belonging && one.own)
    if (!keeps && !own) refuse('forbidden', 'people.notKeeper')
    const { rows } = await sql`
      update belonging set offered = false, ended = case standing when 'invited' then now() end
      where id = ${belonging} and organisation = ${id} and offered and ended is null returning id`.execute(
      db(),
    )
    found(rows[0])
    await audit(viewer, own ? 'belonging.keeping-declined' : 'belonging.keeping-ended', id, { belonging })
    await organisationChanged(id)
  })
}

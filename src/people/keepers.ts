import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { atomically, db } from '../base/database/database.ts'
import { asReader, type InterfaceLanguage, isInterfaceLanguage, reader } from '../base/i18n/reader.ts'
import { inReach } from '../base/i18n/t.ts'
import { refuse } from '../base/refusal.ts'
import type { Viewer } from '../base/viewer.ts'
import { mailKeeper } from './login/mails.ts'
import { organisationChanged, organisationFor } from './organisations.ts'

/**
 * Makes somebody one who keeps an organisation's page, whether or not they belong to it yet, and tells
 * them by mail. Refuses whoever does not keep it, and a handle that nobody has.
 */
export function makeKeeper(viewer: Viewer, slug: string, handle: string): Promise<void> {
  return atomically(async () => {
    const { id, keeps, name } = await organisationFor(viewer, slug)
    if (!keeps) refuse('forbidden', 'people.notKeeper')
    const { rows } = await sql<{ person: number; name: string; email: string; lang: string }>`
      select person.thing as person, person.name, "user".email, person.lang from person
      join login."user" on "user".id = person.login join thing on thing.id = person.thing
      where handle = ${handle} and thing.state = 'published'`.execute(db())
    const them = rows[0]
    if (!them || (viewer.kind === 'person' && viewer.id === them.person))
      return refuse('invalid', 'people.noSuchMember')
    await sql`
      insert into belonging (organisation, person, standing) values (${id}, ${them.person}, 'steward')
      on conflict (organisation, person) where ended is null do update set standing = 'steward'`.execute(db())
    await audit(viewer, 'organisation.keeper-made', id, { handle })
    const lang: InterfaceLanguage = isInterfaceLanguage(them.lang) ? them.lang : 'en'
    await asReader({ ...reader(), lang }, () => mailKeeper(them, { slug, name: inReach(name).text }))
    await organisationChanged(id)
  })
}

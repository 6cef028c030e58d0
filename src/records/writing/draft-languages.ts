import { sql } from 'kysely'
import { atomically, db } from '../../base/database/database.ts'
import { refuse } from '../../base/refusal.ts'
import { isLang } from '../../base/text.ts'
import type { Viewer } from '../../base/viewer.ts'
import { draftFor } from './drafts.ts'

/** So many stand beside each other. */
const mostLanguages = 8

/** Has words written in one more language, beside the others. Refuses what is no language, and more than stand beside each other. */
export function addLanguage(viewer: Viewer, ref: string, lang: string): Promise<void> {
  return atomically(async () => {
    const { id, langs } = await draftFor(viewer, ref)
    if (!isLang(lang)) refuse('invalid', 'people.noLanguage')
    if (langs.includes(lang)) return
    if (langs.length >= mostLanguages) refuse('invalid', 'writing.tooManyLanguages', { most: mostLanguages })
    await sql`update draft set langs = langs || ${lang}::text where thing = ${id}`.execute(db())
  })
}

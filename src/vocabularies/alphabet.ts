import { sql } from 'kysely'
import { dependsOn } from '../base/cache/tags.ts'
import { db } from '../base/database/database.ts'
import type { InterfaceLanguage } from '../base/i18n/reader.ts'
import type { Labels } from '../base/text.ts'

export interface Entry {
  slug: string
  label: Labels
  /** Other names in the language of the alphabet. */
  also: string[]
}

/** One page of a vocabulary in the order of its names in one language. */
export interface Alphabet {
  letters: { letter: string; count: number }[]
  /** All entries shown begin with it. */
  letter?: string
  page: number
  last: number
  total: number
  entries: Entry[]
}

export const entriesAPage = 100

/**
 * A vocabulary's topics by name, all or those of a letter that there is; of a page beyond the last,
 * the last. Two queries.
 */
export async function alphabetOf(
  vocabulary: number,
  lang: InterfaceLanguage,
  asked: { letter?: string; page?: number },
): Promise<Alphabet> {
  dependsOn('topics')
  const letters = await lettersOf(vocabulary, lang)
  const letter = letters.find((one) => one.letter === asked.letter)
  const total = letter?.count ?? letters.reduce((sum, { count }) => sum + count, 0)
  const last = Math.max(1, Math.ceil(total / entriesAPage))
  const page = Math.min(last, asked.page && Number.isInteger(asked.page) && asked.page > 0 ? asked.page : 1)
  return {
    letters,
    letter: letter?.letter,
    page,
    last,
    total,
    entries: await entriesOf(vocabulary, lang, letter?.letter, page),
  }
}

/** The name a reader of this language sees, as `pick` finds it. */
const shown = (
  lang: InterfaceLanguage,
) => sql`coalesce(pref_labels ->> ${lang}, pref_labels ->> 'en', pref_labels ->> 'fr',
  pref_labels ->> 'es', pref_labels ->> 'pt', (select value from jsonb_each_text(pref_labels) limit 1))`
/** Without accents, and each form of the alif as the plain one. */
const initial = (lang: InterfaceLanguage) => sql`
  upper(left(translate(ltrim(unaccent(${shown(lang)}), ' "''«“(['), 'آأإٱ', 'اااا'), 1) collate "und-x-icu")`
const inOrder = (lang: InterfaceLanguage) => sql`collate ${sql.id(`${lang}-x-icu`)}`

async function lettersOf(vocabulary: number, lang: InterfaceLanguage): Promise<Alphabet['letters']> {
  const { rows } = await sql<{ letter: string; count: number }>`
    select letter, count(*) from (
      select ${initial(lang)} as letter from concept where vocabulary = ${vocabulary} and not deprecated) as each
    group by letter order by letter ${inOrder(lang)}`.execute(db())
  return rows
}

async function entriesOf(
  vocabulary: number,
  lang: InterfaceLanguage,
  letter: string | undefined,
  page: number,
): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select slug, pref_labels as label, coalesce(alt_labels -> ${lang}, '[]') as also from concept
    where vocabulary = ${vocabulary} and not deprecated ${letter ? sql`and ${initial(lang)} = ${letter}` : sql``}
    order by ${shown(lang)} ${inOrder(lang)}, slug limit ${entriesAPage} offset ${(page - 1) * entriesAPage}`.execute(
    db(),
  )
  return rows
}

import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { cardsOf, kindOf } from '../base/things/kinds.ts'
import type { Judged } from '../base/things/peace.ts'
import { system } from '../base/viewer.ts'

/** What is known of a thing to those who judge it; of a kind that says no more, what its card says. */
export async function judgedOf({ id, kind }: { id: number; kind: string }): Promise<Judged> {
  const asked = kindOf(kind)?.peace?.judged?.([id])
  const { rows } = asked ? await sql<Judged>`${asked}`.execute(db()) : { rows: [] }
  if (rows[0]) return rows[0]
  const [card] = await cardsOf(system('a report'), [{ id, kind }])
  const { original: lang = 'en', texts = {} } = card?.title ?? {}
  return {
    thing: id,
    community: null,
    person: kind === 'person' ? id : null,
    title: texts[lang] ?? '',
    words: card?.summary?.texts[card.summary.original] ?? '',
    lang: lang === 'und' ? 'en' : lang,
  }
}

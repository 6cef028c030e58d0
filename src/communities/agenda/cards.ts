import { sql } from 'kysely'
import { dependsOn } from '../../base/cache/tags.ts'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import { type Card, cardsByRows, type Kind, type Searchable } from '../../base/things/kinds.ts'
import { visibleTo } from '../../base/viewer.ts'
import { linksIn } from '../../ui/parts/markdown-text.ts'
import { opening } from '../../vocabularies/opening.ts'
import { plainWords } from '../../vocabularies/plain-words.ts'
import { textPeace } from '../texts/peace.ts'
import { questionUrl } from './address.ts'
import { ownedBy, ownerLeft } from './leaving.ts'
import { progressName } from './names.ts'
import { agendaPanel } from './panel.tsx'
import type { Progress } from './question.ts'

interface Row {
  id: number
  ref: Ref
  community: string
  words: Text
  progress: Progress
  answer: { body: string; lang: string } | null
  /** As JSON has it, or as the driver. */
  changed: string | Date
}

const rowsOf = (ids: number[], seen = sql<boolean>`true`) => sql<Row>`
  select thing.id, thing.ref, community.slug as community, words, progress, thing.changed,
    (select json_build_object('body', body, 'lang', lang) from shared_text where shared_text.thing = thing.id order by number desc limit 1) as answer
  from agenda_question join thing on thing.id = agenda_question.thing join community on community.thing = agenda_question.community
  where thing.id = any(${ids}::bigint[]) and thing.state = 'published' and ${seen}
    and exists (select from thing as home where home.id = community.thing and home.state in ('draft', 'published'))`

async function questionCards(rows: Row[]): Promise<Map<number, Card>> {
  dependsOn(...rows.map(({ ref }) => ref))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        ref: row.ref,
        kind: 'agenda-question',
        href: questionUrl({ slug: row.community }, row),
        title: row.words,
        summary: row.answer
          ? { original: row.answer.lang, texts: { [row.answer.lang]: opening(row.answer.body) } }
          : undefined,
        kindName: t('practice.agendaQuestion'),
        languages: Object.keys(row.words.texts),
        changed: new Date(row.changed),
        states: [progressName(row.progress)],
      },
    ]),
  )
}

/** A question is found by its words in each language, and by its answer in the language of that. */
async function searchable(ids: number[]): Promise<Searchable[]> {
  const { rows } = await rowsOf(ids).execute(db())
  return rows.map(({ id, words, answer }) => {
    const langs = new Set([...Object.keys(words.texts), ...(answer ? [answer.lang] : [])])
    return {
      id,
      kind: 'agenda-question',
      texts: [...langs].map((lang) => ({
        lang,
        title: words.texts[lang] ?? words.texts[words.original] ?? '',
        summary: answer?.lang === lang ? opening(answer.body) : '',
        body: answer?.lang === lang ? plainWords(answer.body) : '',
      })),
    }
  })
}

export const agendaQuestionKind: Kind = {
  kind: 'agenda-question',
  noun: 'agenda-questions',
  peace: textPeace('agenda_question'),
  named: ([noun, slug, below, ref]) =>
    (noun === 'communities' && below === 'agenda') || noun === 'agenda-questions'
      ? sql`select id as thing from thing where ref = ${(noun === 'agenda-questions' ? slug : ref) ?? ''} and kind = 'agenda-question'`
      : undefined,
  ...cardsByRows({ asked: (viewer, ids) => rowsOf(ids, visibleTo(viewer)), drawn: questionCards }),
  searchable,
  panel: agendaPanel,
  addresses: async (ids) => {
    const { rows } = await rowsOf(ids).execute(db())
    return new Map(rows.map(({ id, answer }) => [id, answer ? linksIn(answer.body) : []]))
  },
  saidBy: ownedBy,
  keeperLeft: ownerLeft,
}

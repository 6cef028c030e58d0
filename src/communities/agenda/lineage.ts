import { sql } from 'kysely'
import type { Text } from '../../base/text.ts'
import type { LineageStep, LineageTie } from '../../base/things/lineage.ts'
import { questionUrl } from './address.ts'

/** A question of an agenda: where the way begins. */
export const questionStep: LineageStep = {
  kind: 'agenda-question',
  stage: 'question',
  told: sql`(select jsonb_build_object('words', words, 'slug', slug) from agenda_question join community on community.thing = agenda_question.community where agenda_question.thing = at.id)`,
  drawn: (ref, { words, slug }: { words: Text; slug: string }) => ({
    title: words,
    href: questionUrl({ slug }, { ref, words }),
  }),
}

/** What is tied to it answers it. */
export const agendaTie: LineageTie = {
  from: sql`select question as id from agenda_tie where agenda_tie.thing = walk.id`,
  to: sql`select agenda_tie.thing as id from agenda_tie where question = walk.id order by at desc limit 20`,
}

import type { Panel } from '../../base/things/kinds.ts'
import { type AgendaAround, agendaAsked } from './around.ts'
import { AnswersAgenda } from './views/AnswersAgenda.tsx'

/** On the page of a record, a thread, a page or a collection: the questions it answers. */
export const agendaPanel: Panel = {
  asked: agendaAsked,
  drawn: (_viewer, of, around: AgendaAround | null) =>
    around && around.answers.length + around.mine.length > 0 ? (
      <AnswersAgenda of={of} around={around} />
    ) : null,
}

import { sql } from 'kysely'
import { t } from '../../base/i18n/t.ts'
import type { Kind } from '../../base/things/kinds.ts'
import { cardsOfTexts, newestText } from '../texts/cards.ts'
import { textPeace } from '../texts/peace.ts'
import { questionUrl } from './address.ts'
import { ownedBy, ownerLeft } from './leaving.ts'
import { progressName } from './names.ts'
import { agendaPanel } from './panel.tsx'
import type { Progress } from './question.ts'

export const agendaQuestionKind: Kind = {
  noun: 'agenda-questions',
  peace: textPeace('agenda_question'),
  named: ([noun, slug, below, ref]) =>
    (noun === 'communities' && below === 'agenda') || noun === 'agenda-questions'
      ? sql`select id as thing from thing where ref = ${(noun === 'agenda-questions' ? slug : ref) ?? ''} and kind = 'agenda-question'`
      : undefined,
  ...cardsOfTexts<{ progress: Progress }>({
    kind: 'agenda-question',
    from: sql`agenda_question as one left join ${newestText}`,
    columns: sql`one.words, one.progress`,
    kindName: () => t('practice.agendaQuestion'),
    href: (row) => questionUrl({ slug: row.community }, row),
    states: ({ progress }) => [progressName(progress)],
  }),
  panel: agendaPanel,
  saidBy: ownedBy,
  keeperLeft: ownerLeft,
}

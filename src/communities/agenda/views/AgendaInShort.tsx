import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import type { Community } from '../../community.ts'
import { agendaUrl, questionUrl } from '../address.ts'
import { progressName } from '../names.ts'
import type { Agenda } from '../reading.ts'
import { Meter } from './Meter.tsx'
import { OfCommunity } from './OfCommunity.tsx'

interface AgendaInShortProps {
  community: Community
  agenda: Agenda
}

/** The first of what a community wants to learn, beside what it talks about. */
export const AgendaInShort = ({ community, agenda }: AgendaInShortProps): JSX.Element => (
  <aside class="card stack gap-4" aria-labelledby="to-learn">
    <h2 class="small" id="to-learn">
      {t('practice.agendaTitle')}
    </h2>
    <ul class="stack gap-4">
      {agenda.questions.map((question) => (
        <li class="stack gap-2">
          <a href={questionUrl(question.community, question)}>
            <Words text={question.words} />
          </a>
          <OfCommunity community={community} question={question} />
          <Meter progress={question.progress} />
          <Tag tone={question.progress === 'answered' ? 'ok' : undefined}>
            {progressName(question.progress)}
          </Tag>
        </li>
      ))}
    </ul>
    {agenda.total > agenda.questions.length && (
      <a class="action" href={agendaUrl(community)}>
        {t('practice.allQuestions', { count: agenda.total })}
      </a>
    )}
  </aside>
)

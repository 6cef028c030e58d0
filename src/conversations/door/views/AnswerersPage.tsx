import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import type { Thread } from '../../thread.ts'
import type { Answerer } from '../answerers.ts'
import { whyAnswers } from './why.ts'

/** Who could answer a question, and a button to ask each of them. */
export const AnswerersPage = ({
  thread,
  answerers,
  attempt,
}: {
  thread: Thread
  answerers: Answerer[]
  attempt?: Attempt
}): JSX.Element => (
  <Page
    title={t('door.answerers')}
    unlisted
    levels={[{ name: <Said lang={thread.lang}>{thread.title}</Said>, href: threadUrl(thread) }]}
  >
    <h1>{t('door.answerers')}</h1>
    <p class="narrow-text">{t('door.answerersWords')}</p>
    <Faults attempt={attempt} />
    {answerers.length === 0 ? (
      <Empty
        next={{ href: url`/people`, words: t('people.people') }}
        also={[{ href: threadUrl(thread), words: t('door.answerIt') }]}
      >
        {t('door.noAnswerers')}
      </Empty>
    ) : (
      <ul class="stack gap-4">
        {answerers.map((one) => (
          <li class="row apart">
            <span class="stack gap-1">
              <a href={url`/people/${one.handle}`}>
                <bdi>{one.name}</bdi>
              </a>
              <span class="soft">{whyAnswers(one, thread.lang)}</span>
            </span>
            {one.called ? (
              <span class="soft">{t('door.calledOn', { day: formatDate(new Date(one.called)) })}</span>
            ) : (
              <Act
                action={url`/threads/${thread.ref}/answerers`}
                hidden={{ handle: one.handle }}
                name={one.name}
              >
                {t('door.askThem')}
              </Act>
            )}
          </li>
        ))}
      </ul>
    )}
  </Page>
)

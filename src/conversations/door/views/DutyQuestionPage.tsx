import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Line, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import type { Thread } from '../../thread.ts'
import type { Likely } from '../routing.ts'
import { Alike } from './Alike.tsx'
import { whyProposed } from './why.ts'

interface QuestionProps extends Likely {
  thread: Thread
  body: string
  attempt?: Attempt
}

/** A question at the door, for whoever is on duty: answer it, give it a home, find who could answer, or close it. */
export const DutyQuestionPage = (props: QuestionProps): JSX.Element => {
  const { thread, body, alike, attempt } = props
  return (
    <Page title={thread.title} unlisted levels={[{ name: t('door.duty'), href: url`/ask/duty` }]}>
      <h1>
        <Said lang={thread.lang}>{thread.title}</Said>
      </h1>
      {body && <Markdown text={body} lang={thread.lang} />}
      <Faults attempt={attempt} />
      <p class="row gap-3">
        <a class="button" href={threadUrl(thread)}>
          {t('door.answerIt')}
        </a>
        <a class="button quiet" href={url`/threads/${thread.ref}/answerers`}>
          {t('door.answerers')}
        </a>
      </p>
      <Home {...props} />
      <Alike cards={alike} />
      <details open={attempt?.values.why !== undefined}>
        <summary>{t('door.close')}</summary>
        <form class="form" method="post" action={url`/ask/questions/${thread.ref}/closing`} novalidate>
          <Lines
            {...typed(attempt, 'why')}
            label={t('conversations.why')}
            help={t('door.closeHelp')}
            rows={3}
          />
          <button class="button quiet" type="submit">
            {t('conversations.close')}
          </button>
        </form>
      </details>
    </Page>
  )
}

/** The likely ones to choose from, or any other by its address: what is typed goes before what is chosen. */
const Home = ({ thread, proposals, attempt }: QuestionProps): JSX.Element => (
  <form class="form" method="post" action={url`/ask/questions/${thread.ref}/home`} novalidate>
    <h2>{t('door.giveHome')}</h2>
    {proposals.length > 0 && (
      <Choices
        name="proposed"
        label={t('door.whoMinds')}
        optional
        chosen={[typed(attempt, 'proposed').value ?? proposals[0]!.slug]}
        choices={proposals.map((one) => ({
          value: one.slug,
          label: <Words text={one.name} />,
          help: whyProposed(one, thread.lang),
        }))}
      />
    )}
    <Line
      {...typed(attempt, 'community')}
      label={proposals.length > 0 ? t('door.another') : t('conversations.whereTo')}
      help={t('conversations.whereToHelp')}
      optional={proposals.length > 0}
    />
    <Lines {...typed(attempt, 'note')} label={t('door.note')} help={t('door.noteHelp')} rows={3} optional />
    <button class="button" type="submit">
      {t('door.giveHome')}
    </button>
  </form>
)

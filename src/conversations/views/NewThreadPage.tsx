import type { Attempt } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { newRef } from '../../base/ids.ts'
import type { Card } from '../../base/things/kinds.ts'
import type { Community } from '../../communities/community.ts'
import { CommunityFrame } from '../../communities/views/CommunityFrame.tsx'
import type { Named } from '../../people/organisations.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Choices, Faults, Line, Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { url } from '../../ui/url.ts'
import { formName } from '../names.ts'
import { pollKinds } from '../poll.ts'
import { forms, type ThreadForm } from '../thread.ts'
import { PostFields } from './PostFields.tsx'
import { type Preview, Previewed, Send } from './Previewed.tsx'

interface NewThreadProps {
  community: Community
  speaksFor: Named[]
  /** What is asked about. */
  concerning: Card | undefined
  /** They may open a moderated discussion. */
  mayModerate: boolean
  attempt?: Attempt
  preview?: Preview
}

/** The form that opens a thread. */
export const NewThreadPage = ({
  community,
  speaksFor,
  concerning,
  attempt,
  preview,
  mayModerate,
}: NewThreadProps): JSX.Element => {
  const form = typed(attempt, 'form').value ?? (concerning ? 'question' : 'discussion')
  return (
    <CommunityFrame community={community} tab="conversation" title={t('conversations.startOne')} unlisted>
      <h2>{t('conversations.startOne')}</h2>
      {concerning && <ThingCard card={concerning} />}
      <form
        class="form"
        method="post"
        action={url`/communities/${community.slug}/threads`}
        enctype="multipart/form-data"
        novalidate
      >
        <Faults attempt={attempt} />
        {concerning && <input type="hidden" name="concerning" value={concerning.ref} />}
        <Choices
          name="form"
          label={t('conversations.whatFor')}
          choices={forms
            .filter((one) => one !== 'moderated' || mayModerate)
            .map((value) => ({ value, label: formName(value), help: formHelp(value) }))}
          chosen={[form]}
        />
        <Line
          {...typed(attempt, 'title')}
          label={t('conversations.title')}
          help={t('conversations.titleHelp')}
        />
        <PostFields attempt={attempt} speaksFor={speaksFor} lang={reader().lang} takesFiles />
        <Choices
          name="sealed"
          label={t('conversations.name')}
          choices={[
            { value: 'yes', label: t('conversations.withoutName'), help: t('conversations.withoutNameHelp') },
          ]}
          chosen={[typed(attempt, 'sealed').value ?? '']}
          several
          optional
        />
        <details open={form === 'poll'}>
          <summary>{t('conversations.forPoll')}</summary>
          <PollFields attempt={attempt} />
        </details>
        {mayModerate && (
          <Line
            {...typed(attempt, 'until')}
            type="date"
            label={t('conversations.lastDay')}
            help={t('conversations.lastDayHelp')}
            optional
          />
        )}
        <Send once={String(attempt?.values.once ?? newRef())}>{t('conversations.open')}</Send>
      </form>
      <Previewed of={preview} />
    </CommunityFrame>
  )
}

const formHelp = (form: ThreadForm): string =>
  ({
    discussion: () => t('conversations.discussionHelp'),
    question: () => t('conversations.questionHelp'),
    prompt: () => t('conversations.promptHelp'),
    poll: () => t('conversations.pollHelp'),
    moderated: () => t('conversations.moderatedHelp'),
  })[form]()

const PollFields = ({ attempt }: { attempt?: Attempt }): JSX.Element => (
  <div class="stack">
    <Pick
      {...typed(attempt, 'pollKind')}
      label={t('conversations.pollKind')}
      choices={pollKinds.map((value) => ({ value, label: pollKindName(value) }))}
      optional="unsaid"
    />
    <Lines
      {...typed(attempt, 'choices')}
      label={t('conversations.pollLines')}
      help={t('conversations.pollLinesHelp')}
      rows={4}
      optional="unsaid"
    />
    <Line {...typed(attempt, 'closes')} type="date" label={t('conversations.pollCloses')} optional />
  </div>
)

const pollKindName = (kind: (typeof pollKinds)[number]): string =>
  ({
    single: () => t('conversations.pollSingle'),
    several: () => t('conversations.pollSeveral'),
    ranked: () => t('conversations.pollRanked'),
  })[kind]()

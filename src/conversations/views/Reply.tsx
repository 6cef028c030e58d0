import type { Attempt } from '../../base/http/form.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import { newRef } from '../../base/ids.ts'
import { mayTalk } from '../../communities/access.ts'
import { communityUrl } from '../../communities/address.ts'
import { onTheWay } from '../../people/entering.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Choices, Faults, Pick, typed } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { url } from '../../ui/url.ts'
import { threadUrl } from '../address.ts'
import { partName } from '../names.ts'
import type { Thread } from '../thread.ts'
import { PostFields } from './PostFields.tsx'
import { Previewed, Send } from './Previewed.tsx'
import type { ThreadPageProps } from './ThreadPage.tsx'

/** They only read here, and until when. */
const Paused = ({ until }: { until?: string | null }): JSX.Element | null =>
  until ? <Notice>{t('moderation.pausedHere', { until: formatDate(until) })}</Notice> : null

/** The form to say something, or what stands between the reader and it. */
export const Reply = (props: ThreadPageProps): JSX.Element | null => {
  const { thread, may, signedIn, speaksFor, attempt, quoted, preview } = props
  // What was typed stays to be read, whatever became of the thread meanwhile.
  if (!may.reply && !attempt)
    return thread.closed || thread.waits || thread.community?.mine.paused ? (
      <Paused until={thread.community?.mine.paused} />
    ) : (
      <p class="unprinted">
        {signedIn && thread.community ? (
          <a class="button quiet" href={communityUrl(thread.community)}>
            {t('conversations.joinToWrite')}
          </a>
        ) : (
          <a class="button quiet" href={onTheWay(url`/sign-in`, threadUrl(thread))}>
            {t('conversations.signInToWrite')}
          </a>
        )}
      </p>
    )
  return (
    <section class="stack gap-3 unprinted" id="reply">
      <h2>{t('conversations.reply')}</h2>
      <form
        class="form"
        method="post"
        action={url`/threads/${thread.ref}/posts`}
        enctype="multipart/form-data"
        novalidate
      >
        <Faults attempt={attempt} />
        <input type="hidden" name="answers" value={quoted?.ref ?? String(attempt?.values.answers ?? '')} />
        <PostFields
          attempt={attempt}
          speaksFor={speaksFor}
          begun={quoted?.words}
          takesFiles={!staysUnnamed(thread)}
        />
        {thread.unnamed && <ByName thread={thread} attempt={attempt} />}
        {thread.form === 'moderated' && may.arrange && (
          <Pick
            {...typed(attempt, 'part')}
            label={t('conversations.part')}
            choices={[
              { value: '', label: t('conversations.contribution') },
              { value: 'synthesis', label: partName('synthesis') },
              { value: 'consolidated-reply', label: partName('consolidated-reply') },
            ]}
            optional
          />
        )}
        <Send once={String(attempt?.values.once ?? newRef())}>{t('conversations.send')}</Send>
      </form>
      <Previewed of={preview} />
    </section>
  )
}

/** They belong elsewhere, so that their name would say who asked. */
const staysUnnamed = ({ unnamed, community }: Thread): boolean =>
  unnamed && community !== null && !mayTalk(community)

/** Whoever asked without a name is not to give it away by a reply. */
const ByName = ({ thread, attempt }: { thread: Thread; attempt?: Attempt }): JSX.Element =>
  staysUnnamed(thread) ? (
    <Notice>{t('conversations.staysUnnamed')}</Notice>
  ) : (
    <Choices
      name="as"
      label={t('conversations.name')}
      help={t('conversations.askedUnnamed')}
      choices={[
        { value: 'unnamed', label: t('conversations.asAsker'), help: t('conversations.asAskerHelp') },
        { value: 'named', label: t('conversations.byName'), help: t('conversations.byNameHelp') },
      ]}
      chosen={[typed(attempt, 'as').value ?? 'unnamed']}
    />
  )

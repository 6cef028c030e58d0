import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { type Choice, Faults } from '../../../ui/parts/Fields.tsx'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import type { Post, Thread } from '../../thread.ts'
import { ImplicationFields } from './Fields.tsx'

/** One implication more, from a post where it comes from one. */
export const NewImplicationPage = ({
  thread,
  post,
  keeps,
  places,
  attempt,
}: {
  thread: Thread
  post?: Post
  keeps: boolean
  places: Choice[]
  attempt?: Attempt
}): JSX.Element => (
  <Page
    title={t('implications.add')}
    unlisted
    levels={[
      { name: thread.title, href: threadUrl(thread) },
      { name: t('implications.title'), href: url`/threads/${thread.ref}/implications` },
    ]}
  >
    <h1 class="title">{t('implications.add')}</h1>
    {post && (
      <blockquote class="prose">
        <Markdown text={post.body} lang={post.lang} rank={3} />
      </blockquote>
    )}
    {keeps ? (
      <form class="form" method="post" action={url`/threads/${thread.ref}/implications`} novalidate>
        <Faults attempt={attempt} />
        {post && <input type="hidden" name="post" value={post.ref} />}
        <ImplicationFields places={places} attempt={attempt} />
        <button class="button" type="submit">
          {t('implications.putIn')}
        </button>
      </form>
    ) : (
      <Notice>
        <p>{t('conversations.joinFirst')}</p>
      </Notice>
    )}
  </Page>
)

import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Faults, Lines, typed } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import { threadUrl } from '../address.ts'
import type { PlacedPost } from '../reading.ts'
import { PostView } from './PostView.tsx'

/** The form that takes a post from sight. */
export const HidingPage = ({ post, attempt }: { post: PlacedPost; attempt?: Attempt }): JSX.Element => (
  <Page
    title={t('conversations.hide')}
    unlisted
    levels={[{ name: post.thread.title, href: threadUrl(post.thread) }]}
  >
    <h1>{t('conversations.hide')}</h1>
    <PostView post={post} />
    <form class="form" method="post" action={url`/posts/${post.ref}/hiding`} novalidate>
      <Faults attempt={attempt} />
      <Lines
        {...typed(attempt, 'why')}
        label={t('conversations.why')}
        help={t('conversations.whyHidden')}
        rows={3}
      />
      <button class="button grave" type="submit">
        {t('conversations.hide')}
      </button>
    </form>
  </Page>
)

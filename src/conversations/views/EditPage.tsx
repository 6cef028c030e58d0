import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import { threadUrl } from '../address.ts'
import type { PlacedPost } from '../reading.ts'
import { PostFields } from './PostFields.tsx'
import { type Preview, Previewed, Send } from './Previewed.tsx'

interface EditProps {
  post: PlacedPost
  /** Which edit of it this form was drawn from. */
  seen: string
  attempt?: Attempt
  preview?: Preview
}

/** The form that says a post otherwise. */
export const EditPage = ({ post, seen, attempt, preview }: EditProps): JSX.Element => (
  <Page
    title={t('conversations.edit')}
    unlisted
    levels={[{ name: post.thread.title, href: threadUrl(post.thread) }]}
  >
    <h1>{t('conversations.edit')}</h1>
    <p class="narrow-text">{t('conversations.editWords')}</p>
    <form class="form" method="post" action={url`/posts/${post.ref}/edit`} novalidate>
      <Faults attempt={attempt} />
      <input type="hidden" name="seen" value={String(attempt?.values.seen ?? seen)} />
      <PostFields attempt={attempt} speaksFor={[]} begun={post.body} lang={post.lang} />
      <Send>{t('conversations.save')}</Send>
    </form>
    <Previewed of={preview} />
  </Page>
)

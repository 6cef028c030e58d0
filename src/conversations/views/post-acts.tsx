import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { ReportLink } from '../../ui/parts/ReportLink.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { pageUrl } from '../address.ts'
import type { Post, Thread } from '../thread.ts'
import type { ThreadPageProps } from './ThreadPage.tsx'

/** What whoever reads it may do with a post: what is done often at hand, the rest folded, so that the words stay what one sees. */
export function actsOn(
  { thread, page, may, signedIn, meaning }: ThreadPageProps,
  post: Post,
): Child[] | undefined {
  const acts: Child[] = []
  const seldom: Child[] = []
  if (may.reply && !post.hidden && !post.held)
    acts.push(
      <a href={withQuery(pageUrl(thread, page), new URLSearchParams(), { quote: String(post.nth) })}>
        {t('conversations.quote')}
      </a>,
    )
  if (may.accept && post.nth !== 1 && !post.hidden && !post.held)
    acts.push(<Accept thread={thread} post={post} />)
  if (signedIn && !thread.community?.mine.paused && !post.own && !post.hidden)
    acts.push(<Thank post={post} />)
  if (post.own && !post.hidden && !thread.closed)
    acts.push(<a href={url`/posts/${post.ref}/edit`}>{t('conversations.editAct')}</a>)
  if (post.own && !post.hidden && !post.sealed)
    acts.push(<a href={url`/posts/${post.ref}/files`}>{t('conversations.addPictures')}</a>)
  if (meaning?.keeps && !post.hidden && !post.held)
    seldom.push(
      <a
        href={withQuery(url`/threads/${thread.ref}/implications/new`, new URLSearchParams(), {
          post: post.ref,
        })}
      >
        {t('implications.addFromPost')}
      </a>,
    )
  if (may.hide && !post.held) seldom.push(<Hide post={post} />)
  if (may.hide && post.sealed)
    seldom.push(
      <a href={withQuery(url`/unsealings/new`, new URLSearchParams(), { post: post.ref })}>
        {t('moderation.unseal')}
      </a>,
    )
  if (post.fromList && !post.hidden)
    seldom.push(
      <a href={withQuery(url`/lists/requests/new`, new URLSearchParams(), { post: post.ref })}>
        {t('lists.wroteThis')}
      </a>,
    )
  if (!post.own && !post.hidden) seldom.push(<ReportLink of={post.ref} />)
  if (signedIn && !post.own && !post.fromList && post.author?.name && !post.folded)
    seldom.push(
      <a href={withQuery(url`/account/quiet`, new URLSearchParams(), { post: post.ref })}>
        {t('moderation.seeLess')}
      </a>,
    )
  if (acts.length + seldom.length === 0) return undefined
  return seldom.length > 1 ? [...acts, <Seldom of={post}>{seldom}</Seldom>] : [...acts, ...seldom]
}

const Seldom = ({ of, children }: { of: Post; children: Child[] }): JSX.Element => (
  <details>
    <summary class="action">
      {t('conversations.moreToDo')} <span class="unseen">{of.nth}</span>
    </summary>
    <div class="row gap-2">{children}</div>
  </details>
)

const Thank = ({ post }: { post: Post }): JSX.Element => (
  <form
    method="post"
    action={post.thanked ? url`/posts/${post.ref}/thanks/removal` : url`/posts/${post.ref}/thanks`}
  >
    <button type="submit">{post.thanked ? t('conversations.thanked') : t('conversations.thank')}</button>
  </form>
)

const Hide = ({ post }: { post: Post }): JSX.Element =>
  post.hidden ? (
    <form method="post" action={url`/posts/${post.ref}/hiding/end`}>
      <button type="submit">{t('conversations.unhide')}</button>
    </form>
  ) : (
    <a href={url`/posts/${post.ref}/hiding`}>{t('conversations.hide')}</a>
  )

const Accept = ({ thread, post }: { thread: Thread; post: Post }): JSX.Element => {
  const is = thread.accepted === post.ref
  return (
    <form method="post" action={url`/threads/${thread.ref}/answer`}>
      <input type="hidden" name="post" value={is ? '' : post.ref} />
      <input type="hidden" name="standing" value={thread.accepted ?? ''} />
      <button type="submit">
        {is ? t('conversations.takeAnswerBack') : t('conversations.acceptAnswer')}
      </button>
    </form>
  )
}

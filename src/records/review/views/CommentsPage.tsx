import type { Attempt } from '../../../base/http/form.ts'
import { languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said, spoken } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import { answerName } from '../answer-name.ts'
import { type Comment, type Thread, type Threads, threadsPerPage } from '../comments.ts'
import { Saying } from './Saying.tsx'

interface CommentsPageProps extends Threads {
  /** The answer it is narrowed to. */
  on?: string
  page: number
  attempt?: Attempt
}

/** What was said of a draft or of one of its answers: threads that are open first, then those that are settled. */
export const CommentsPage = (props: CommentsPageProps): JSX.Element => {
  const { draft, threads, total, open, writes, on, page, attempt } = props
  const replied = attempt?.values.thread
  return (
    <Page
      title={t('review.comments')}
      unlisted
      levels={[
        { name: nameOfDraft(draft), href: writes ? url`/drafts/${draft.ref}` : url`/reviews/${draft.ref}` },
      ]}
    >
      <header class="stack gap-2">
        <h1 class="title">
          {on ? (answerName(draft.definition, on) ?? t('review.comments')) : t('review.comments')}
        </h1>
        <p class="soft">{t('review.commentsOpen', { open, total })}</p>
        {on && (
          <p>
            <a href={url`/drafts/${draft.ref}/comments`}>{t('review.allComments')}</a>
          </p>
        )}
      </header>
      <Faults attempt={attempt} />
      {threads.length > 0 && (
        <ul class="stack gap-4">
          {threads.map((thread) => (
            <ThreadView
              {...props}
              thread={thread}
              attempt={replied === String(thread.id) ? attempt : undefined}
            />
          ))}
        </ul>
      )}
      {total > threadsPerPage && (
        <Pager
          page={page}
          size={threadsPerPage}
          total={total}
          address={(n) =>
            withQuery(url`/drafts/${draft.ref}/comments`, new URLSearchParams(on ? { on } : {}), {
              page: String(n),
            })
          }
        />
      )}
      <form class="form" method="post" action={url`/drafts/${draft.ref}/comments`}>
        <h2>{on ? t('review.commentOnThis') : t('review.commentOnWhole')}</h2>
        {on && <input type="hidden" name="on" value={on} />}
        <Saying id="comment" help={t('review.whoReadsComments')} attempt={replied ? undefined : attempt} />
        <button class="button" type="submit">
          {t('review.say')}
        </button>
      </form>
    </Page>
  )
}

type ThreadProps = CommentsPageProps & { thread: Thread }

const ThreadView = ({ draft, thread, on, attempt }: ThreadProps): JSX.Element => {
  const { id, path, resolved, replies } = thread
  return (
    <li class="card stack gap-3" id={`comment-${id}`} tabindex={-1}>
      {path && path !== on && (
        <h2>
          <a href={url`/drafts/${draft.ref}/comments?on=${path}`}>
            {answerName(draft.definition, path) ?? path}
          </a>
        </h2>
      )}
      <CommentView {...thread} />
      {replies.length > 0 && (
        <ul class="stack gap-3">
          {replies.map((one) => (
            <li>
              <CommentView {...one} />
            </li>
          ))}
        </ul>
      )}
      {resolved && (
        <p class="soft">
          {t('review.settledBy', { name: resolved.name })} <Ago at={new Date(resolved.at)} />
        </p>
      )}
      <form method="post" action={url`/drafts/${draft.ref}/comments/${id}/settling`}>
        {on && <input type="hidden" name="on" value={on} />}
        <button class="button quiet" type="submit" name="settled" value={resolved ? 'no' : 'yes'}>
          {resolved ? t('review.keepOpen') : t('review.settle')}
        </button>
      </form>
      <details class="fold" open={attempt !== undefined}>
        <summary>{t('review.reply')}</summary>
        <form class="form" method="post" action={url`/drafts/${draft.ref}/comments/${id}/replies`}>
          {on && <input type="hidden" name="on" value={on} />}
          <input type="hidden" name="thread" value={String(id)} />
          <Saying id={`reply-${id}`} attempt={attempt} />
          <button class="button quiet" type="submit">
            {t('review.reply')}
          </button>
        </form>
      </details>
    </li>
  )
}

const CommentView = ({ by, at, lang, words }: Comment): JSX.Element => (
  <div>
    <p class="soft">
      <a href={url`/people/${by.handle}`}>
        <bdi>{by.name}</bdi>
      </a>{' '}
      · <Ago at={new Date(at)} />
      {spoken(lang).lang && ` · ${languageName(lang)}`}
    </p>
    {words.split(/\s*\n\s*/).map((paragraph) => (
      <p>
        <Said lang={lang}>{paragraph}</Said>
      </p>
    ))}
  </div>
)

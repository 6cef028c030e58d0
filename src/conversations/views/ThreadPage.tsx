import type { Attempt } from '../../base/http/form.ts'
import { formatDate, inReach, languageName, t } from '../../base/i18n/t.ts'
import { communityUrl } from '../../communities/address.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { ReportLink } from '../../ui/parts/ReportLink.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { Time } from '../../ui/parts/Time.tsx'
import { Said, spoken } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { pageUrl } from '../address.ts'
import { KeptImplications } from '../implications/views/Kept.tsx'
import { formName } from '../names.ts'
import type { Post, Thread } from '../thread.ts'
import type { ThreadView } from '../viewing.ts'
import { InShort } from './InShort.tsx'
import { PollView } from './PollView.tsx'
import { PostView } from './PostView.tsx'
import type { Preview } from './Previewed.tsx'
import { actsOn } from './post-acts.tsx'
import { Reply } from './Reply.tsx'
import { ThreadPager } from './ThreadPager.tsx'

export interface ThreadPageProps extends ThreadView {
  attempt?: Attempt
  /** What a reply begins with, of a post that is quoted. */
  quoted?: { ref: string; words: string }
  /** What is being written, as it will be drawn. */
  preview?: Preview
}

/** A conversation, twenty posts to a page. */
export const ThreadPage = (props: ThreadPageProps): JSX.Element => {
  const { thread, page, posts, answer, concerning } = props
  return (
    <Page
      title={thread.title}
      canonical={pageUrl(thread, page)}
      head={
        <>
          <link rel="alternate" type="application/json" href={url`/api/v1/threads/${thread.ref}`} />
          <link rel="alternate" type="application/atom+xml" href={url`/feeds/threads/${thread.ref}.atom`} />
        </>
      }
      levels={levelsOf(thread)}
    >
      <header class="stack gap-3">
        <h1 class="title">
          <Said lang={thread.lang}>{thread.title}</Said>
        </h1>
        <div class="row gap-3">
          <Tag>{formName(thread.form)}</Tag>
          {thread.accepted && <Tag tone="ok">{t('conversations.answered')}</Tag>}
          {thread.until && (
            <span class="soft">
              {t('conversations.openUntil')} <Time of={thread.until} />
            </span>
          )}
          {thread.closed && <Tag tone="problem">{t('conversations.closedTag')}</Tag>}
          {spoken(thread.lang).lang && <Tag>{languageName(thread.lang)}</Tag>}
          <span class="soft">{t('conversations.posts', { count: thread.posts })}</span>
          {!thread.community && thread.door && <Tag tone="tacit">{t('door.homeless')}</Tag>}
          {props.may.writeUp && (
            <a class="action unprinted" href={url`/threads/${thread.ref}/write-up`}>
              {t('writeup.writeUp')}
            </a>
          )}
          {props.may.arrange && (
            <a class="action unprinted" href={url`/threads/${thread.ref}/arrange`}>
              {t('conversations.arrange')}
            </a>
          )}
          {props.may.call && (
            <a class="action unprinted" href={url`/threads/${thread.ref}/answerers`}>
              {t('door.answerers')}
            </a>
          )}
        </div>
      </header>
      {thread.closed && (
        <Notice>
          {thread.closed.why
            ? t('conversations.closedBecause', {
                why: thread.closed.why,
                day: formatDate(new Date(thread.closed.at)),
              })
            : t('conversations.closed')}
        </Notice>
      )}
      <InShort thread={thread} maySumUp={props.may.sumUp} />
      {concerning && (
        <section class="stack gap-3">
          <h2>{t('conversations.concerns')}</h2>
          <ThingCard card={concerning} />
        </section>
      )}
      {props.meaning && <KeptImplications thread={thread.ref} {...props.meaning} />}
      {thread.poll && <PollView thread={thread} poll={thread.poll} mayVote={props.may.reply} />}
      <live-thread
        class="posts"
        data-src={url`/threads/${thread.ref}/events`}
        data-new={t('conversations.cameIn')}
      >
        {posts.map((post) => (
          <>
            {post.ref === answer?.ref ? (
              // Right under the question it stands where it was said.
              post !== posts[1] && (
                <p class="soft">
                  <a href={url`#post-${post.nth}`}>{t('conversations.answerAbove', { nth: post.nth })}</a>
                </p>
              )
            ) : (
              <OnePost {...props} post={post} />
            )}
            {post === posts[0] && answer && (
              <OnePost {...props} post={answer} id={posts.includes(answer) ? undefined : 'answer'} />
            )}
          </>
        ))}
      </live-thread>
      {props.waiting.map((post) => (
        <PostView post={post} files={props.files.get(post.id)} acts={actsOn(props, post)} />
      ))}
      <ThreadPager thread={thread} page={page} />
      <Reply {...props} />
      {!thread.waits && props.follow}
      {props.panels}
      {!thread.own && (
        <p class="soft">
          <ReportLink of={thread.ref} />
        </p>
      )}
    </Page>
  )
}

const OnePost = ({ post, id, ...props }: ThreadPageProps & { post: Post; id?: string }): JSX.Element => (
  <PostView
    post={post}
    id={id}
    isAnswer={post.ref === props.thread.accepted}
    isNew={props.read !== undefined && post.nth > props.read && !post.own}
    handles={props.handles}
    cards={props.cards.get(post.id)}
    files={props.files.get(post.id)}
    acts={actsOn(props, post)}
  />
)

const levelsOf = ({ community }: Thread) =>
  community
    ? [
        { name: t('communities.communities'), href: url`/communities` },
        { name: inReach(community.name).text, href: communityUrl(community) },
      ]
    : [{ name: t('door.ask'), href: url`/ask` }]

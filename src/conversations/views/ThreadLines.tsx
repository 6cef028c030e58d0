import { formatNumber, languageName, t } from '../../base/i18n/t.ts'
import { communityUrl } from '../../communities/address.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Face } from '../../ui/parts/Face.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Said, spoken, Words } from '../../ui/parts/Words.tsx'
import { withQuery } from '../../ui/url.ts'
import { threadUrl } from '../address.ts'
import type { ListedThread } from '../listing.ts'
import { formName } from '../names.ts'

/** Threads, one a line: what it is called, who began it, how far it is. */
export const ThreadLines = ({
  threads,
  rank = 2,
}: {
  threads: ListedThread[]
  rank?: 2 | 3
}): JSX.Element => (
  <Feed>
    {threads.map((thread) => (
      <li class="faced">
        <Face name={thread.by ?? undefined} />
        <div class="stack">
          <ThreadTitle thread={thread} rank={rank} />
          <p class="row gap-2 soft">
            <span>
              {thread.by
                ? t('conversations.begunBy', { name: thread.by, form: formName(thread.form) })
                : formName(thread.form)}
            </span>
            <span>
              {t('conversations.posts', { count: thread.posts, shown: formatNumber(thread.posts) })}
            </span>
            {thread.home && (
              <a href={communityUrl(thread.home)}>
                <Words text={thread.home.name} />
              </a>
            )}
            {thread.waits && <Tag tone="tacit">{t('moderation.waiting')}</Tag>}
            {thread.pinned && <Tag tone="explicit">{t('conversations.pinned')}</Tag>}
            {thread.answered && <Tag tone="ok">{t('conversations.answered')}</Tag>}
            {thread.closed && <Tag>{t('conversations.closedTag')}</Tag>}
            {thread.sealed && <Tag tone="tacit">{t('conversations.unnamed')}</Tag>}
            {thread.unread > 0 && (
              <a href={withQuery(threadUrl(thread), new URLSearchParams(), { at: 'new' })}>
                <Tag tone="explicit">{t('conversations.unread', { count: thread.unread })}</Tag>
              </a>
            )}
            {spoken(thread.lang).lang && <Tag>{languageName(thread.lang)}</Tag>}
            <Ago at={new Date(thread.lastAt)} />
          </p>
        </div>
      </li>
    ))}
  </Feed>
)

const ThreadTitle = ({ thread, rank }: { thread: ListedThread; rank: 2 | 3 }): JSX.Element => {
  const link = (
    <a href={threadUrl(thread)}>
      <Said lang={thread.lang}>{thread.title}</Said>
    </a>
  )
  return rank === 2 ? <h2>{link}</h2> : <h3>{link}</h3>
}

import type { Attempt } from '../../base/http/form.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import type { NamedCommunity } from '../../communities/community.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Choices, Faults, Line, Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { url, within, withQuery } from '../../ui/url.ts'
import { opening } from '../../vocabularies/opening.ts'
import { threadUrl } from '../address.ts'
import { authorName } from '../names.ts'
import type { Target } from '../targets.ts'
import { most, type Post, type Thread } from '../thread.ts'
import { MergeInto } from './MergeInto.tsx'

interface ArrangeProps {
  thread: Thread
  /** A page of them, to choose from. */
  posts: Post[]
  page: number
  /** Where it could be moved. */
  homes: NamedCommunity[]
  /** What it could be put into, found by the words `q`. */
  targets: Target[]
  q: string
  attempt?: Attempt
}

/** What those may do with a thread who look after its community. */
export const ArrangePage = ({
  thread,
  posts,
  page,
  homes,
  targets,
  q,
  attempt,
}: ArrangeProps): JSX.Element => {
  const at = url`/threads/${thread.ref}`
  const strays = posts.filter(({ nth }) => nth > 1)
  return (
    <Page
      title={t('conversations.arrange')}
      unlisted
      levels={[{ name: thread.title, href: threadUrl(thread) }]}
    >
      <h1>{t('conversations.arrange')}</h1>
      <Faults attempt={attempt} />
      {strays.length > 0 && (
        <Act title={t('conversations.split')}>
          <form class="form" method="post" action={url`/threads/${thread.ref}/split`} novalidate>
            <Line {...typed(attempt, 'title')} id="split-title" label={t('conversations.title')} />
            <Choices
              name="posts"
              label={t('conversations.whichPosts')}
              choices={strays.map((post) => ({
                value: post.ref,
                label: (
                  <>
                    <bdi>{authorName(post)}</bdi> <Said lang={post.lang}>{opening(post.body)}</Said>
                  </>
                ),
              }))}
              chosen={[attempt?.values.posts ?? []].flat()}
              several
            />
            <button class="button quiet" type="submit">
              {t('conversations.split')}
            </button>
          </form>
          {thread.posts > most.perPage && (
            <Pager
              page={page}
              size={most.perPage}
              total={thread.posts}
              address={(to) =>
                withQuery(url`/threads/${thread.ref}/arrange`, new URLSearchParams(), { page: String(to) })
              }
            />
          )}
        </Act>
      )}
      <Act title={thread.pinned ? t('conversations.unpin') : t('conversations.pin')}>
        <form method="post" action={thread.pinned ? within(at, 'pin', 'removal') : within(at, 'pin')}>
          <button class="button quiet" type="submit">
            {thread.pinned ? t('conversations.unpin') : t('conversations.pin')}
          </button>
        </form>
      </Act>
      {thread.closed ? (
        <Act title={t('conversations.reopen')}>
          <form method="post" action={url`/threads/${thread.ref}/reopening`}>
            <button class="button quiet" type="submit">
              {t('conversations.reopen')}
            </button>
          </form>
        </Act>
      ) : (
        <Act title={t('conversations.close')}>
          <form class="form" method="post" action={url`/threads/${thread.ref}/closing`} novalidate>
            <Lines {...typed(attempt, 'why')} label={t('conversations.why')} rows={2} />
            <button class="button quiet" type="submit">
              {t('conversations.close')}
            </button>
          </form>
        </Act>
      )}
      {homes.length > 0 && (
        <Act title={t('conversations.move')}>
          <form class="form" method="post" action={url`/threads/${thread.ref}/home`} novalidate>
            <Pick
              {...typed(attempt, 'community')}
              label={t('conversations.whereTo')}
              choices={homes.map(({ slug, name }) => ({ value: slug, label: inReach(name).text }))}
            />
            <button class="button quiet" type="submit">
              {t('conversations.move')}
            </button>
          </form>
        </Act>
      )}
      {thread.door && thread.community && (
        <Act title={t('door.giveBack')}>
          <form method="post" action={url`/ask/questions/${thread.ref}/giving-back`}>
            <input type="hidden" name="community" value={thread.community.slug} />
            <button class="button quiet" type="submit">
              {t('door.giveBack')}
            </button>
          </form>
        </Act>
      )}
      <Act title={t('conversations.merge')}>
        <MergeInto {...{ thread, targets, q, attempt }} />
      </Act>
    </Page>
  )
}

const Act = ({ title, children }: { title: string; children: Child }): JSX.Element => (
  <section class="stack gap-3">
    <h2>{title}</h2>
    {children}
  </section>
)

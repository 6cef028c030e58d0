import { formatNumber, languageName, t } from '../../base/i18n/t.ts'
import { communityUrl } from '../../communities/address.ts'
import type { Agenda } from '../../communities/agenda/reading.ts'
import { AgendaInShort } from '../../communities/agenda/views/AgendaInShort.tsx'
import type { Community, NamedCommunity } from '../../communities/community.ts'
import { CommunityFrame } from '../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Pick } from '../../ui/parts/Fields.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'
import type { Legacy } from '../legacy.ts'
import type { ListedThreads, orders } from '../listing.ts'
import { most } from '../thread.ts'
import { LegacyOf } from './LegacyOf.tsx'
import { ThreadLines } from './ThreadLines.tsx'

interface ConversationProps {
  community: Community
  asked: { order?: (typeof orders)[number]; lang?: string; page: number }
  found: ListedThreads
  /** The first of what it wants to learn. */
  agenda: Agenda
  mayWrite: boolean
  /** The communities of a programme. */
  parts: NamedCommunity[]
  /** To follow it, or to hear no more of it. */
  follow: JSX.Element | null
  /** Of one that is closed. */
  legacy?: Legacy
}

/** What is talked about in a community. */
export const ConversationPage = ({
  community,
  asked,
  found,
  agenda,
  mayWrite,
  parts,
  follow,
  legacy,
}: ConversationProps): JSX.Element => {
  const start = url`/communities/${community.slug}/threads/new`
  const address = (page: number): Url =>
    withQuery(communityUrl(community), new URLSearchParams(), {
      order: asked.order === 'unanswered' ? asked.order : undefined,
      in: asked.lang,
      page: page > 1 ? String(page) : undefined,
    })
  const acts = mayWrite && (
    <a class="button" href={start}>
      {t('conversations.startOne')}
    </a>
  )
  return (
    <CommunityFrame
      community={community}
      tab="conversation"
      acts={acts}
      head={
        <link
          rel="alternate"
          type="application/atom+xml"
          href={url`/feeds/communities/${community.slug}.atom`}
        />
      }
    >
      {legacy && <LegacyOf community={community} legacy={legacy} />}
      <div class="with-rail">
        <div class="stack gap-4">
          {(found.total > 0 || asked.lang) && <Choose community={community} asked={asked} found={found} />}
          {found.threads.length > 0 ? (
            <ThreadLines threads={found.threads} />
          ) : legacy && !asked.lang ? null : (
            <Empty
              next={
                mayWrite
                  ? { href: start, words: t('conversations.startOne') }
                  : { href: url`/communities/${community.slug}/charter`, words: t('communities.charter') }
              }
            >
              {asked.lang
                ? t('conversations.noneInLanguage', { language: languageName(asked.lang) })
                : t('conversations.noneYet')}
            </Empty>
          )}
          {found.total > most.listed && (
            <Pager page={asked.page} size={most.listed} total={found.total} address={address} />
          )}
          {follow}
        </div>
        <div class="stack gap-5">
          {parts.length > 0 && (
            <section class="stack gap-3">
              <h2 class="small">{t('communities.itsCommunities')}</h2>
              <ul class="stack gap-2">
                {parts.map((part) => (
                  <li>
                    <a href={communityUrl(part)}>
                      <Words text={part.name} />
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {agenda.total > 0 && <AgendaInShort community={community} agenda={agenda} />}
          {(found.lists || community.mine.roles.includes('facilitator')) && (
            <p>
              <a href={url`/communities/${community.slug}/lists`}>{t('lists.lists')}</a>
            </p>
          )}
        </div>
      </div>
    </CommunityFrame>
  )
}

const Choose = ({
  community,
  asked,
  found,
}: Pick<ConversationProps, 'community' | 'asked' | 'found'>): JSX.Element => (
  <form class="inline-form unprinted" action={communityUrl(community)}>
    <Pick
      name="order"
      label={t('conversations.order')}
      value={asked.order ?? 'last'}
      choices={[
        { value: 'last', label: t('conversations.byLast') },
        { value: 'unanswered', label: t('conversations.unansweredFirst') },
      ]}
    />
    {found.langs.length > 1 && (
      <Pick
        name="in"
        label={t('conversations.language')}
        value={asked.lang ?? ''}
        choices={[
          { value: '', label: t('conversations.anyLanguage') },
          ...found.langs.map((value) => ({ value, label: asSentence(languageName(value)) })),
        ]}
      />
    )}
    <button class="button quiet" type="submit">
      {t('conversations.show')}
    </button>
    <span class="soft">
      {t('conversations.threads', { count: found.total, shown: formatNumber(found.total) })}
    </span>
  </form>
)

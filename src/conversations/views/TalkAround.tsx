import { formatNumber, inReach, t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { communityUrl } from '../../communities/address.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { threadUrl } from '../address.ts'
import type { Talk } from '../around.ts'

/** On the page of a thing: what is asked and said about it, and where one asks. */
export const TalkAround = ({ of, talk }: { of: Ref; talk: Talk }): JSX.Element => (
  <section class="stack gap-3 unprinted" id="talk">
    <h2>{t('conversations.talk')}</h2>
    {talk.threads.length > 0 ? (
      <ul class="stack gap-3">
        {talk.threads.map((thread) => (
          <li>
            <a href={threadUrl(thread)}>
              <Said lang={thread.lang}>{thread.title}</Said>
            </a>
            <div class="row gap-2 soft">
              <span>
                {t('conversations.posts', { count: thread.posts, shown: formatNumber(thread.posts) })}
              </span>
              {thread.answered && <Tag tone="ok">{t('conversations.answered')}</Tag>}
              <Ago at={new Date(thread.lastAt)} />
            </div>
          </li>
        ))}
      </ul>
    ) : (
      <p class="soft">{t('conversations.noTalk')}</p>
    )}
    {talk.minders.length === 0 && talk.asked && (
      <p>
        <a class="button quiet" href={withQuery(url`/ask`, new URLSearchParams(), { about: of })}>
          {t('conversations.askAboutThis')}
        </a>
      </p>
    )}
    {talk.minders.map((community) => (
      <p class="row gap-3">
        <a
          class="button quiet"
          href={withQuery(url`/communities/${community.slug}/threads/new`, new URLSearchParams(), {
            about: of,
          })}
        >
          {t('conversations.askAboutThis')}
        </a>
        <a href={communityUrl(community)}>{inReach(community.name).text}</a>
      </p>
    ))}
  </section>
)

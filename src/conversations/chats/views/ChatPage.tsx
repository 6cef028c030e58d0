import { formatDate, formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Fact, Facts } from '../../../ui/parts/Facts.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Heard } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { type Chat, type ChatSaying, most, type Speaker } from '../chat.ts'
import { SpeakerLines } from './SpeakerLines.tsx'

interface ChatPageProps {
  chat: Chat
  /** The first of those who spoke. */
  speakers: Speaker[]
  sayings: ChatSaying[]
  page: number
}

/** A chat, for whoever brought it: who spoke and whether their words may stand elsewhere, and what was said. */
export const ChatPage = ({ chat, speakers, sayings, page }: ChatPageProps): JSX.Element => {
  const { media, deleted, system } = chat.leftOut
  return (
    <Page
      title={chat.name}
      unlisted
      levels={[
        { name: t('ui.me'), href: url`/desk` },
        { name: t('chats.chats'), href: url`/chats` },
      ]}
    >
      <h1 class="title">
        <bdi>{chat.name}</bdi>
      </h1>
      <Notice>{t('chats.onlyYouUntil', { day: formatDate(chat.until) })}</Notice>
      <Facts>
        <Fact term={t('chats.messagesTerm')}>{formatNumber(chat.messages)}</Fact>
        <Fact term={t('chats.leftOut')}>
          {t('chats.leftOutWords', { media: media.length, deleted, system })}
        </Fact>
      </Facts>
      {media.length > 0 && (
        <details>
          <summary>{t('chats.mediaLeft', { count: media.length })}</summary>
          <ul>
            {media.map((one) => (
              <li>
                <bdi>{one}</bdi>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="row unprinted">
        <a class="button" href={url`/chats/${chat.ref}/write-up`}>
          {t('writeup.writeUp')}
        </a>
      </p>
      <section class="stack gap-3">
        <h2>{t('chats.speakers')}</h2>
        <p class="narrow-text">{t('chats.speakersWords')}</p>
        <SpeakerLines chat={chat} speakers={speakers} />
        {chat.speakers > speakers.length && (
          <p>
            <a href={url`/chats/${chat.ref}/speakers`}>
              {t('chats.allSpeakers', { count: chat.speakers, shown: formatNumber(chat.speakers) })}
            </a>
          </p>
        )}
      </section>
      <section class="stack gap-3">
        <h2>{t('chats.said')}</h2>
        {sayings.map((one) => (
          <article class="stack gap-1" id={`said-${one.nth}`}>
            <p class="row gap-2 soft">
              <bdi>{one.speaker}</bdi>
              {one.at && <span>{formatDate(new Date(one.at))}</span>}
            </p>
            {one.body.split(/\n{2,}/).map((words) => (
              <p>
                <Heard lang={chat.lang}>{words}</Heard>
              </p>
            ))}
          </article>
        ))}
        {chat.sayings > most.perPage && (
          <Pager
            page={page}
            size={most.perPage}
            total={chat.sayings}
            address={(one) =>
              withQuery(url`/chats/${chat.ref}`, new URLSearchParams(), { page: String(one) })
            }
          />
        )}
      </section>
      <section class="stack gap-2 unprinted">
        <h2>{t('chats.remove')}</h2>
        <p class="narrow-text">{t('chats.removeWords')}</p>
        <form method="post" action={url`/chats/${chat.ref}/removal`}>
          <button class="button grave" type="submit">
            {t('chats.remove')}
          </button>
        </form>
      </section>
    </Page>
  )
}

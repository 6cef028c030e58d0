import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Line } from '../../../ui/parts/Fields.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { url } from '../../../ui/url.ts'
import { type Chat, most, type Speaker } from '../chat.ts'
import { SpeakerLines } from './SpeakerLines.tsx'

interface SpeakersPageProps {
  chat: Chat
  speakers: Speaker[]
  total: number
  asked: { q: string; page: number }
}

/** All who spoke in a chat, to be found by their name. */
export const SpeakersPage = ({ chat, speakers, total, asked }: SpeakersPageProps): JSX.Element => {
  const here = url`/chats/${chat.ref}/speakers`
  return (
    <Page
      title={t('chats.speakers')}
      unlisted
      levels={[
        { name: t('chats.chats'), href: url`/chats` },
        { name: chat.name, href: url`/chats/${chat.ref}` },
      ]}
    >
      <h1>{t('chats.speakers')}</h1>
      <p class="narrow-text">{t('chats.speakersWords')}</p>
      <form class="inline-form unprinted" action={here}>
        <Line name="q" type="search" label={t('chats.findSpeaker')} value={asked.q} optional="unsaid" />
        <button class="button quiet" type="submit">
          {t('chats.find')}
        </button>
      </form>
      {speakers.length > 0 ? (
        <SpeakerLines chat={chat} speakers={speakers} />
      ) : (
        <Empty next={{ href: here, words: t('chats.everySpeaker') }}>{t('chats.noSpeaker')}</Empty>
      )}
      <Pages
        page={asked.page}
        size={most.speakers}
        total={total}
        at={here}
        asked={{ q: asked.q || undefined }}
      />
    </Page>
  )
}

import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { url } from '../../../ui/url.ts'
import type { Chat, Speaker } from '../chat.ts'

/** Who spoke in a chat, and whether their words may stand elsewhere. */
export const SpeakerLines = ({ chat, speakers }: { chat: Chat; speakers: Speaker[] }): JSX.Element => (
  <ul class="stack gap-2">
    {speakers.map((one) => (
      <li>
        <a href={url`/chats/${chat.ref}/speakers/${one.id}`}>
          <bdi>{one.name}</bdi>
        </a>{' '}
        <span class="soft">{standingOf(one)}</span>
      </li>
    ))}
  </ul>
)

const standingOf = ({ member, agreed, sayings }: Speaker): string =>
  [
    t('chats.sayings', { count: sayings }),
    member
      ? t('chats.isMember', { name: member.name })
      : agreed
        ? t('chats.hasAgreed', { day: formatDate(agreed.on) })
        : t('chats.mayNot'),
  ].join(' · ')

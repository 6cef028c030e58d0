import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Line, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import type { Chat, Speaker } from '../chat.ts'

interface SpeakerPageProps {
  chat: Chat
  speaker: Speaker
  attempt?: Attempt
}

/** Says who a speaker of a chat is here, or how they agreed to be quoted. */
export const SpeakerPage = ({ chat, speaker, attempt }: SpeakerPageProps): JSX.Element => {
  const { member, agreed } = speaker
  const field = (name: string, before: string | null | undefined) => {
    const own = typed(attempt, name)
    return { ...own, value: own.value ?? before ?? '' }
  }
  return (
    <Page
      title={t('chats.speakerNamed', { name: speaker.name })}
      unlisted
      levels={[
        { name: t('chats.chats'), href: url`/chats` },
        { name: chat.name, href: url`/chats/${chat.ref}` },
      ]}
    >
      <h1>{t('chats.speakerNamed', { name: speaker.name })}</h1>
      <p class="narrow-text">{t('chats.speakerWords')}</p>
      <form class="form" method="post" action={url`/chats/${chat.ref}/speakers/${speaker.id}`} novalidate>
        <Faults attempt={attempt} />
        <Choices
          name="how"
          label={t('chats.how')}
          choices={[
            { value: 'member', label: t('chats.howMember'), help: t('chats.howMemberHelp') },
            { value: 'agreed', label: t('chats.howAgreed'), help: t('chats.howAgreedHelp') },
            { value: 'neither', label: t('chats.howNeither'), help: t('chats.howNeitherHelp') },
          ]}
          chosen={[String(attempt?.values.how ?? (member ? 'member' : agreed ? 'agreed' : 'neither'))]}
        />
        <Line
          {...field('handle', member?.handle)}
          label={t('chats.handle')}
          help={t('chats.handleHelp')}
          optional
        />
        <Line {...field('on', agreed?.on)} type="date" label={t('chats.on')} optional />
        <Lines
          {...field('words', agreed?.how)}
          rows={3}
          label={t('chats.agreedHow')}
          help={t('chats.agreedHowHelp')}
          optional
        />
        <Choices
          name="shown"
          label={t('chats.credited')}
          choices={[
            { value: 'unnamed', label: t('chats.unnamed') },
            { value: 'named', label: t('chats.named') },
          ]}
          chosen={[String(attempt?.values.shown ?? agreed?.shown ?? 'unnamed')]}
        />
        <Line {...field('as', agreed?.as)} label={t('chats.as')} optional />
        <button class="button" type="submit">
          {t('chats.keep')}
        </button>
      </form>
    </Page>
  )
}

import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Line, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { MessageAsked } from '../asking-out.ts'

/** To have a name taken off a message, or the message removed, by whoever cannot prove the address it came from. */
export const NewRequestPage = ({
  message,
  attempt,
}: {
  message: MessageAsked
  attempt?: Attempt
}): JSX.Element => (
  <Page title={t('lists.requestTitle')} unlisted>
    <h1>{t('lists.requestTitle')}</h1>
    <p>
      <a href={url`/posts/${message.ref}`}>
        <Said lang={message.lang}>{message.title}</Said>
      </a>{' '}
      <span class="soft">
        <bdi>{message.by || t('lists.nameTakenOff')}</bdi> · {formatDate(new Date(message.at))} ·{' '}
        <Words text={message.community.name} />
      </span>
    </p>
    <Notice>
      <p>{t('lists.requestFirst')}</p>
      <p>
        <a href={url`/lists/mine`}>{t('lists.didYouWrite')}</a>
      </p>
    </Notice>
    <p class="narrow-text">{t('lists.requestElse')}</p>
    <form class="form" method="post" action={url`/lists/requests`} novalidate>
      <Faults attempt={attempt} />
      <input type="hidden" name="post" value={message.ref} />
      <Choices
        {...typed(attempt, 'wish')}
        label={t('lists.requestWish')}
        choices={[
          { value: 'unnamed', label: t('lists.requestUnnamed') },
          { value: 'removed', label: t('lists.requestRemoved') },
        ]}
        chosen={[typed(attempt, 'wish').value ?? '']}
      />
      <Lines
        {...typed(attempt, 'words')}
        rows={4}
        label={t('lists.requestWords')}
        help={t('lists.requestWordsHelp')}
      />
      <Line
        {...typed(attempt, 'email')}
        type="email"
        autocomplete="email"
        label={t('lists.requestEmail')}
        help={t('lists.requestEmailHelp')}
      />
      <button class="button" type="submit">
        {t('lists.requestSend')}
      </button>
    </form>
  </Page>
)

/** It was sent; what comes next. */
export const RequestSentPage = (): JSX.Element => (
  <Page title={t('lists.requestTitle')} unlisted>
    <h1>{t('lists.requestTitle')}</h1>
    <Notice tone="ok">{t('lists.requestSent')}</Notice>
  </Page>
)

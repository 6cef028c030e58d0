import { atomically } from '../../base/database/database.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { post } from '../../base/mail/mail.ts'
import { site } from '../../ui/site.ts'
import { type Url, url } from '../../ui/url.ts'
import { onTheWay } from '../entering.ts'

interface Addressed {
  name: string
  email: string
}

/** In the language of whoever asks for it, who is whom it is to. */
const write = ({ email }: { email: string }, subject: string, lines: string[]): Promise<void> =>
  atomically(() =>
    post({
      to: email,
      subject,
      lang: reader().lang,
      body: [...lines, t('people.mailWhy', { site: site().name, address: site().origin })].join('\n\n'),
    }),
  )

const whole = (address: Url): string => site().origin + address

/** Whoever has the link of such an address is let in, or shown to be whom it was mailed to. */
const opening = {
  confirmation: (token: string) => url`/join/confirmation/${token}`,
  link: (token: string) => url`/sign-in/link/${token}`,
  reset: (token: string) => url`/password/${token}`,
  invitation: (token: string) => url`/join/invitation/${token}`,
}

/** A letter without what in its links opens something, for those it was not written to. */
export function withoutTokens(body: string): string {
  const starts = Object.values(opening).map((address) => address(''))
  return body.replace(new RegExp(`(${starts.join('|')})\\S+`, 'g'), '$1…')
}

export const mailConfirmation = (user: Addressed, token: string): Promise<void> =>
  write(user, t('people.confirmSubject', { site: site().name }), [
    t('people.mailHello', { name: user.name }),
    t('people.confirmMail'),
    whole(onTheWay(opening.confirmation(token))),
  ])

/** Somebody asked to join with an address that has an account: only its owner learns that. */
export const mailKnownAlready = (user: Addressed): Promise<void> =>
  write(user, t('people.knownSubject', { site: site().name }), [
    t('people.mailHello', { name: user.name }),
    t('people.knownMail'),
    whole(url`/sign-in`),
  ])

export const mailLink = (email: string, token: string): Promise<void> =>
  write({ email }, t('people.linkSubject', { site: site().name }), [
    t('people.linkMail'),
    whole(onTheWay(opening.link(token))),
  ])

export const mailReset = (user: Addressed, token: string): Promise<void> =>
  write(user, t('people.resetSubject', { site: site().name }), [
    t('people.mailHello', { name: user.name }),
    t('people.resetMail'),
    whole(opening.reset(token)),
  ])

/** The link is the only copy of what opens the invitation. */
export const mailInvitation = (user: Addressed, token: string, why?: string): Promise<void> =>
  write(user, t('people.invitationSubject', { site: site().name }), [
    t('people.mailHello', { name: user.name }),
    ...(why ? [why] : []),
    t('people.invitationMail', { site: site().name }),
    whole(opening.invitation(token)),
  ])

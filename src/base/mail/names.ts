import { site } from '../../ui/site.ts'
import { config } from '../config.ts'
import type { Ref } from '../ids.ts'

/** The domain in the names of our mails. */
export const mailHost = (): string =>
  config().MAIL_DOMAIN ?? (URL.canParse(site().origin) ? new URL(site().origin).hostname : 'localhost')

/** What a mail that stands for this thing is called (Message-ID, RFC 5322), without angle brackets: the same to everybody. */
export const nameOf = (ref: Ref): string => `${ref}@${mailHost()}`

import type { Ref } from '../base/ids.ts'
import { mailHost, nameOf } from '../base/mail/names.ts'
import { site } from '../ui/site.ts'
import { stopAddress, unsubscribeUrl, type Way } from './unsubscribing.ts'

/** One conversation in the reader's mail program: the first name is that of where it happened, which nobody was sent. */
export function threading(place: Ref, after: string[]): Record<string, string> {
  const names = [...new Set([nameOf(place), ...after])].map((name) => `<${name}>`)
  return { References: names.join(' '), 'In-Reply-To': names.at(-1)! }
}

/** What a mail program reads of a list: its name (RFC 2919), and the way out by mail and in one click (RFC 8058). */
export function listed(list: string, person: { ref: Ref }, way: Way): Record<string, string> {
  const stop = stopAddress(person.ref, way)
  return {
    'List-Id': `<${list}.${mailHost()}>`,
    'List-Unsubscribe': [
      `<${site().origin}${unsubscribeUrl(person.ref, way)}>`,
      ...(stop ? [`<mailto:${stop}>`] : []),
    ].join(', '),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

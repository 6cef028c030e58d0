import { site } from '../../../ui/site.ts'
import { t } from '../../i18n/t.ts'
import { namedAddress, signedAddress } from '../addresses.ts'
import type { Part } from '../letter.ts'
import { senders } from './doors.ts'
import { rates } from './rates.ts'
import type { ReadMail } from './reading.ts'
import { mailInKept } from './sweeping.ts'

/** In days: how long somebody may say that it was they who wrote: as long as that is there, for whoever has a line once a fortnight. */
const confirmable = mailInKept.other - 2

/** What goes back with a letter, so that nothing that somebody wrote is lost. */
function returned({ words, attachments }: ReadMail, lang: string, sealed = false): Part[] {
  if (sealed) return [{ words: t('mailin.notRepeated') }]
  return [
    ...(words ? [{ words: t('mailin.yourWords') }, { said: words, lang }] : []),
    ...(attachments.length ? [{ words: t('mailin.filesNotTaken', { count: attachments.length }) }] : []),
  ]
}

export const refusedParts = (mail: ReadMail, lang: string, why: string, sealed?: boolean): Part[] => [
  { words: t('mailin.notDone') },
  { words: why },
  ...returned(mail, lang, sealed),
]

export const tooManyParts = (mail: ReadMail, lang: string, sealed?: boolean): Part[] => [
  { words: t('mailin.tooMany', rates) },
  ...returned(mail, lang, sealed),
]

/** Asks whether it was they who wrote: whoever answers has the mail box. */
export function askedParts(id: number, what: string, more: Part[]): { parts: Part[]; replyTo: string } {
  const replyTo = signedAddress('confirm', [id.toString(36)], confirmable) ?? ''
  return {
    replyTo,
    parts: [
      { words: what },
      ...more,
      { words: t('mailin.confirmHow', { days: confirmable }) },
      {
        link: t('mailin.confirm'),
        href: `mailto:${replyTo}?subject=${encodeURIComponent(t('mailin.confirmSubject'))}`,
        main: true,
      },
      { words: t('mailin.confirmElse') },
    ],
  }
}

/** How one comes to take part in the community of an address, where everybody may know of it. */
export interface Joining {
  name: string
  address: string
}

export async function joiningOf(name: string): Promise<Joining | undefined> {
  const place = await senders().about(name)
  const address = namedAddress(name, 'join')
  return place && address ? { name: place.name, address } : undefined
}

export const joinParts = (joining: Joining | undefined): Part[] =>
  joining
    ? [
        {
          ...{ link: t('mailin.strangerJoin', { name: joining.name }), href: `mailto:${joining.address}` },
          main: true,
        },
      ]
    : []

/** Whoever is not known here learns once what this is, and how one takes part. */
export const strangerParts = (joining: Joining | undefined): Part[] => [
  { words: t('mailin.stranger', { site: site().name }) },
  ...joinParts(joining),
  { words: t('mailin.strangerOther') },
  { link: t('mailin.strangerPage'), href: `${site().origin}/communities` },
  { words: t('mailin.strangerOnce') },
]

export const foot = (): Part => ({
  foot: [{ words: t('mailin.why', { site: site().name }) }, { words: site().origin }],
})

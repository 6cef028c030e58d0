import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { asReader, isInterfaceLanguage, reader } from '../base/i18n/reader.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { signedAddress } from '../base/mail/addresses.ts'
import { answerable } from '../base/mail/in/answering.ts'
import { type Part, partsOf } from '../base/mail/letter.ts'
import { type Message, post } from '../base/mail/mail.ts'
import type { Answer } from '../base/things/noticing.ts'
import { site } from '../ui/site.ts'
import type { Url } from '../ui/url.ts'

export interface Letter {
  subject: string
  /** What it says, between the greeting and the address. */
  words: string
  /** The one page to go to. */
  to: Url
  /** What it asks may be answered by mail. */
  answer?: Answer
  /** Where it asks the same of several, each by itself; and so many more, of which its page asks. */
  each?: { title: string; to: Url; answer: Answer }[]
  more?: number
}

/** Writes to a member in their language, in the transaction of what it tells of; to nobody where they left. */
export async function writeTo(person: number, letter: () => Letter): Promise<void> {
  const { rows } = await sql<{ ref: Ref; name: string; email: string; lang: string }>`
    select thing.ref, person.name, "user".email, person.lang
    from person join thing on thing.id = person.thing join login."user" on "user".id = person.login where thing.id = ${person}`.execute(
    db(),
  )
  const them = rows[0]
  if (!them) return
  const lang = isInterfaceLanguage(them.lang) ? them.lang : 'en'
  await asReader({ ...reader(), lang }, () => post({ to: them.email, lang, ...asMail(them, letter()) }))
}

function asMail(
  { ref, name }: { ref: Ref; name: string },
  { subject, words, to, answer, each = [], more = 0 }: Letter,
): Pick<Message, 'subject' | 'body' | 'replyTo'> {
  const addressOf = ({ way, words }: Answer) => signedAddress(way, [...words, ref], answerable)
  const replyTo = answer && addressOf(answer)
  const about = each.map((one) => ({ ...one, address: addressOf(one.answer) }))
  return {
    subject,
    body: [
      { words: t('people.mailHello', { name }) },
      ...partsOf(words),
      ...(about[0]?.address ? [{ words: about[0].answer.how }, { words: t('people.mailEach') }] : []),
      ...(about.length > 0 ? [{ list: about.map(askedOf) }] : []),
      ...(more > 0 ? [{ words: t('notices.mailMore', { count: more }) }] : []),
      { link: t('notices.mailRead'), href: site().origin + to, main: true },
      ...(replyTo ? [{ words: answer.how }] : []),
      { foot: [{ words: t('people.mailMember', { site: site().name, address: site().origin }) }] },
    ],
    ...(replyTo && { replyTo }),
  }
}

const askedOf = ({
  title,
  to,
  address,
}: NonNullable<Letter['each']>[number] & { address?: string }): Part[] => [
  { words: title },
  { link: t('mailin.readThere'), href: site().origin + to },
  ...(address
    ? [
        {
          link: t('notices.mailAnswerItem'),
          href: `mailto:${address}?subject=${encodeURIComponent(`Re: ${title}`)}`,
        },
      ]
    : []),
]

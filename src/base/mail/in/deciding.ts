import { sql } from 'kysely'
import { atomically, db } from '../../database/database.ts'
import { asReader, isInterfaceLanguage, reader } from '../../i18n/reader.ts'
import { t } from '../../i18n/t.ts'
import { Refusal } from '../../refusal.ts'
import { said } from '../../said.ts'
import { type OurAddress, ourAddress } from '../addresses.ts'
import { mailOf, noteBounce } from '../bouncing.ts'
import type { Part } from '../letter.ts'
import { act } from './doing.ts'
import { doorFor, doorOf, type MailDoor, type Sender, senders } from './doors.ts'
import { machineIn, proofOf } from './judging.ts'
import { withRaw } from './keeping.ts'
import { askedParts, joiningOf, refusedParts, strangerParts, tooManyParts } from './letters.ts'
import { type Came, note } from './noting.ts'
import { cameBefore, lately, mayBeHeard } from './rates.ts'
import { type ReadMail, readMail } from './reading.ts'
import { languageOf } from './speaking.ts'

/** Addresses that every domain has (RFC 2142): whoever runs this finds what is written to them. */
const forOperators = ['postmaster', 'abuse', 'hostmaster', 'webmaster', 'security', 'mailer-daemon']

type Signed = Exclude<OurAddress, { way: 'named' }>

/**
 * What becomes of a message: whom to believe, and what they want. Where an answer would harm there is none: to what a
 * machine wrote, to what was shown not to be from whom it says, and to what was here before.
 */
export async function decide(came: Came, mail: ReadMail): Promise<void> {
  const ours = ourAddress(came.recipient)
  const silent = (why: string) => note(came, mail, { fate: 'silent', why })
  if (!ours) return silent('notOurs')
  if (ours.way === 'bounce') return takeReturned(came, mail)
  const machine = machineIn(mail, came.sender)
  const { from } = mail
  const proof = from && proofOf(mail.headers, from.address)
  // Mail programs get people out of a list by themselves.
  if (ours.way === 'stop' && !ours.over && machine !== 'loop' && machine !== 'report')
    return stop(came, mail, ours, machine === undefined && proof !== 'forged')
  if (machine) return silent(machine)
  if (!from) return silent('noSender')
  if (proof === 'forged') return silent('forged')
  if (mail.messageId && (await cameBefore(came.id, mail.messageId, came.recipient, from.address)))
    return silent('twice')
  if (ours.way === 'named' && forOperators.includes(ours.name))
    return note(came, mail, { fate: 'kept', why: 'postmaster' })
  if (ours.way === 'confirm') return confirm(came, from, ours)
  const sender = await senders().known(from.address)
  const words = ours.way === 'named' ? [ours.name] : ours.words
  const door = doorFor(ours)
  const theirs =
    ours.way !== 'named' && !ours.over && sender !== undefined && ours.words.at(-1) === sender.ref
  const shown = proof === 'shown' || theirs
  await asReader({ ...reader(), lang: sender?.lang ?? languageFor(mail) }, () =>
    listen(came, mail, { from, sender, door, words, shown, over: ours.way !== 'named' && ours.over }),
  )
}

interface Wish {
  from: NonNullable<ReadMail['from']>
  sender: Sender | undefined
  door: MailDoor | undefined
  words: string[]
  /** It was shown to be from whom it says. */
  shown: boolean
  /** The letter is too old to be answered. */
  over: boolean
}

/** Somebody wrote: does what they want, asks whether it was they, or tells them why not. */
async function listen(
  came: Came,
  mail: ReadMail,
  { from, sender, door, words, shown, over }: Wish,
): Promise<void> {
  const { lang } = reader()
  if (door?.sealed && !(await mayBeHeard(from.address, shown)))
    return note(came, mail, { fate: 'silent', why: 'tooMany' })
  const recent = await lately(from.address, shown)
  const base = { person: sender?.id, shown }
  const letter = (parts: Part[], replyTo?: string) => ({
    ...{ to: from.address, lang, parts, replyTo },
    // Who does not show that they are who they say chooses no words of a letter to whom they name.
    subject: mail.subject && sender && shown ? `Re: ${mail.subject}` : t('mailin.yourMail'),
  })
  const theirLang = languageOf(mail.words, [mail.lang, lang])
  if (recent.tooMany) {
    const tells = !recent.told && sender && shown
    if (!tells) return note(came, mail, { ...base, fate: 'kept', why: 'tooMany' })
    return note(came, mail, {
      ...base,
      fate: 'answered',
      why: 'tooMany',
      letter: letter(tooManyParts(mail, theirLang, door?.sealed)),
    })
  }
  if (!sender && !door?.forNewcomers) {
    if (recent.helped || recent.strangers)
      return note(came, mail, { ...base, fate: 'silent', why: 'strangerAgain' })
    return note(came, mail, {
      ...base,
      fate: 'answered',
      why: 'stranger',
      letter: letter(await forStranger(words[0] ?? '')),
    })
  }
  if (sender && !door)
    return note(came, mail, {
      ...{ ...base, fate: 'answered', why: 'noWish' },
      letter: shown ? letter(refusedParts(mail, theirLang, t('mailin.noSuch'))) : undefined,
    })
  // To ask whether it was they, what they wrote would have to be kept with who did.
  if (sender && door?.sealed && !shown)
    return note(came, mail, {
      fate: 'answered',
      letter: letter(
        refusedParts(mail, theirLang, over ? t('mailin.letterOver') : t('mailin.onlyFrom'), true),
      ),
    })
  if (sender && shown) return act(came, mail, { door: door!, words, from, sender, lang })
  if (recent.asked || (!sender && recent.strangers))
    return note(came, mail, { ...base, fate: 'kept', why: 'askedAlready' })
  try {
    const more = sender ? [] : await door!.forNewcomers!(words)
    const { parts, replyTo } = askedParts(came.id, door!.means(words, mail), more)
    await note(came, mail, { ...base, fate: 'asked', why: 'unshown', letter: letter(parts, replyTo) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (recent.helped) return note(came, mail, { ...base, fate: 'silent', why: 'strangerAgain' })
    const why = error.kind === 'missing' ? t('mailin.noSuch') : said(error)
    await note(came, mail, {
      ...{ ...base, fate: 'answered', why: 'stranger' },
      letter: letter([{ words: why }, ...(await forStranger(''))]),
    })
  }
}

const forStranger = async (name: string): Promise<Part[]> => strangerParts(await joiningOf(name))

/** Of somebody who has said nothing of it yet. */
function languageFor({ lang, words }: ReadMail) {
  const likely = languageOf(words, [lang]).split('-')[0]!
  return isInterfaceLanguage(likely) ? likely : 'en'
}

/** They say that it was they who wrote: what waited for that is done. Said twice, it is done once. */
async function confirm(came: Came, from: Wish['from'], { words: [id = ''], over }: Signed): Promise<void> {
  const { rows } = await sql<Came & { fate: string }>`
    select id, raw, sender, recipient, author, tries, fate from mail_in
    where id = ${Number.parseInt(id, 36) || 0} and author = ${from.address}`.execute(db())
  const [held] = rows
  const mail = held?.fate === 'asked' && held.raw && !over ? await withRaw(held.raw, readMail) : undefined
  const ours = held && ourAddress(held.recipient)
  const sender = await senders().known(from.address)
  if (!held || !mail?.from || ours?.way === undefined) {
    const isDone = held?.fate === 'done' || held?.fate === 'answered'
    return note(came, undefined, {
      fate: isDone ? 'done' : 'silent',
      why: isDone ? 'confirms' : 'confirmOver',
      person: sender?.id,
    })
  }
  const words = ours.way === 'named' ? [ours.name] : ours.words
  const door = doorFor(ours)
  if (door)
    await act(held, mail, { door, words, from: mail.from, sender, lang: sender?.lang ?? languageFor(mail) })
  const known = await senders().known(from.address)
  await note(came, undefined, { fate: 'done', why: 'confirms', person: known?.id, shown: true })
}

/** Whoever has the address gets out, whatever they write from and whatever they write. */
async function stop(came: Came, mail: ReadMail, { words }: Signed, answers: boolean): Promise<void> {
  const sender = mail.from && (await senders().known(mail.from.address))
  const isTheirs = sender !== undefined && words.at(-1) === sender.ref
  const isSaid = answers && isTheirs && !(await lately(mail.from!.address, false)).tooMany
  await asReader({ ...reader(), lang: sender?.lang ?? 'en' }, () =>
    atomically(async () => {
      const done = await doorOf('stop', false)?.bySignature?.(words)
      const { parts = [], replyTo } = done ?? {}
      await note(came, mail, {
        ...{ fate: done ? 'done' : 'silent', why: 'stop', person: isTheirs ? sender.id : undefined },
        ...(done &&
          isSaid && {
            letter: {
              to: mail.from!.address,
              lang: sender.lang,
              subject: t('mailin.yourMail'),
              parts,
              replyTo,
            },
          }),
      })
    }),
  )
}

/** Mail of ours came back (RFC 3464): it is noted of whom it was to. Whatever else comes there is left. */
async function takeReturned(came: Came, mail: ReadMail): Promise<void> {
  const { report } = mail
  const which = mailOf(came.recipient)
  if (report && which) await noteBounce(which, report.said, report.forGood)
  await note(
    came,
    mail,
    report && which ? { fate: 'done', why: 'returned' } : { fate: 'silent', why: 'report' },
  )
}

import { nameOf } from '../../base/mail/names.ts'
import { latinSlug } from '../../base/slug.ts'
import { mark } from '../../base/things/bundling.ts'
import type { SaidPost, SaidThread } from './shapes.ts'

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (number: number): string => String(number).padStart(2, '0')

/** As the line before a message has it (RFC 4155): `Thu Nov 27 01:02:03 2026`, UTC. */
const asctime = (at: Date): string =>
  `${days[at.getUTCDay()]} ${months[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2, ' ')} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} ${at.getUTCFullYear()}`

/** A thread as mail, one message a post, in the mbox format (RFC 4155). No address in it leads anywhere. */
export async function mboxOf(thread: SaidThread): Promise<Buffer> {
  // A part of the program that reads mail is not loaded before it is needed.
  const { createTransport } = await import('nodemailer')
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  const all: Buffer[] = []
  for (const post of thread.posts)
    if (post.body) {
      const { message } = await composer.sendMail(mailOf(thread, post, thread.posts[0]!))
      all.push(inMbox(message as Buffer, post, thread))
    }
  return Buffer.concat(all)
}

const addressOf = (post: SaidPost): string => `${latinSlug(post.by?.name ?? '', 40) || 'somebody'}@invalid`

function mailOf(thread: SaidThread, post: SaidPost, first: SaidPost) {
  const after = [...new Set([first.ref, ...(post.answers ? [post.answers] : [])])]
    .filter((ref) => ref !== post.ref)
    .map((ref) => `<${nameOf(ref)}>`)
  return {
    from: { name: post.by?.name ?? mark, address: addressOf(post) },
    to: { name: thread.title, address: 'threads@invalid' },
    envelope: { from: addressOf(post), to: 'threads@invalid' },
    subject: post === first ? thread.title : `Re: ${thread.title}`,
    date: new Date(post.at ?? thread.opened),
    messageId: `<${nameOf(post.ref)}>`,
    ...(after.length > 0 && { references: after, inReplyTo: after.at(-1)! }),
    headers: { 'Content-Language': post.lang ?? thread.lang, 'X-Baobab-Thread': thread.ref },
    text: post.body!,
    textEncoding: 'quoted-printable' as const,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** A line that looks like the beginning of a message is quoted, one more time where it was. */
function inMbox(message: Buffer, post: SaidPost, thread: SaidThread): Buffer {
  const lines = message
    .toString('latin1')
    .replace(/^(>*From )/gm, '>$1')
    .trimEnd()
  const at = asctime(new Date(post.at ?? thread.opened))
  return Buffer.from(`From ${addressOf(post)} ${at}\n${lines}\n\n`, 'latin1')
}

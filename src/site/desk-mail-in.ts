import { sql } from 'kysely'
import { audit } from '../base/audit.ts'
import { config } from '../base/config.ts'
import { atomically, db } from '../base/database/database.ts'
import type { Ref } from '../base/ids.ts'
import { send } from '../base/jobs.ts'
import { ourAddress } from '../base/mail/addresses.ts'
import { type Fate, fates } from '../base/mail/in/noting.ts'
import { found } from '../base/refusal.ts'
import { type Card, cardsOf } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import { refuseNotOperator } from './desk-rights.ts'

export interface CameIn {
  id: number
  came: string
  /** Nothing where it is not kept. */
  author: string | null
  /** The address that people know; nothing of one that is signed for somebody. */
  recipient: string | null
  bytes: number
  fate: Fate
  why: string | null
  /** What it made, if the operator may see it. */
  made: Card | undefined
  /** It was not taken up and is there still: an operator may have it tried again. */
  mayTry: boolean
}

export interface MailIn {
  mails: CameIn[]
  /** Mail is taken somewhere. */
  on: boolean
  total: number
  size: number
  fate?: Fate
}

const size = 30

/** What came by mail and what became of it, the last first, all or of one fate: for an operator only. Never its words. */
export async function mailIn(viewer: Viewer, asked: string | undefined, page: number): Promise<MailIn> {
  refuseNotOperator(viewer)
  const fate = fates.find((one) => one === asked)
  const { rows } = await sql<
    Omit<CameIn, 'made'> & {
      recipient: string
      thing: { id: number; ref: Ref; kind: string } | null
      total: number
    }
  >`
    select mail_in.id, came, author, recipient, bytes, fate, why, ${mayTry} as "mayTry", count(*) over ()::int as total,
      case when thing.id is not null then json_build_object('id', thing.id, 'ref', thing.ref, 'kind', thing.kind) end as thing
    from mail_in left join thing on thing.id = mail_in.made
    ${fate ? sql`where fate = ${fate}` : sql``}
    order by mail_in.id desc limit ${size} offset ${(page - 1) * size}`.execute(db())
  const things = rows.flatMap(({ thing }) => thing ?? [])
  const cards = new Map((await cardsOf(viewer, things)).map((card) => [card.id, card]))
  const { MAIL_LISTEN, MAIL_INBOX } = config()
  return {
    mails: rows.map(({ thing, recipient, total, ...one }) => ({
      ...one,
      recipient: known(recipient),
      made: thing ? cards.get(thing.id) : undefined,
    })),
    on: MAIL_LISTEN !== undefined || MAIL_INBOX !== undefined,
    total: rows[0]?.total ?? 0,
    size,
    fate,
  }
}

/** Of a `mail_in`. What is for whoever runs this is read in their mail server. */
const mayTry = sql<boolean>`(fate in ('failed', 'kept') and raw is not null and why is distinct from 'postmaster')`

/** Has a message that failed or was only kept taken up again, at once; 404 for any other. For an operator only. */
export function tryMailIn(viewer: Viewer, id: number): Promise<void> {
  return atomically(async () => {
    refuseNotOperator(viewer)
    const { rows } = await sql`
      update mail_in set fate = 'waiting', why = null, tries = 0, next_try = now() where id = ${id} and ${mayTry} returning id`.execute(
      db(),
    )
    found(rows[0])
    await audit(viewer, 'mail-in.retried', undefined, { mail: id })
    await send('mail.read')
  })
}

/** Puts a message that failed aside: it is kept, and waits for nobody any more; 404 for any other. For an operator only. */
export function putMailInAside(viewer: Viewer, id: number): Promise<void> {
  return atomically(async () => {
    refuseNotOperator(viewer)
    const { rows } = await sql`
      update mail_in set fate = 'kept', why = 'aside' where id = ${id} and fate = 'failed' returning id`.execute(
      db(),
    )
    found(rows[0])
    await audit(viewer, 'mail-in.aside', undefined, { mail: id })
  })
}

/** Whoever has a signed address may do with it what it is for. */
function known(recipient: string): string | null {
  const ours = ourAddress(recipient)
  return ours && ours.way !== 'named' ? null : recipient
}

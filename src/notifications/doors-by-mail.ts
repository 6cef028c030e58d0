import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import { t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { namedAddress, signedAddress } from '../base/mail/addresses.ts'
import type { Done, MailDoor } from '../base/mail/in/doors.ts'
import type { Part } from '../base/mail/letter.ts'
import { found } from '../base/refusal.ts'
import { communityFor } from '../communities/reading.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { follow } from './following.ts'
import { days, takeOut, type Way } from './unsubscribing.ts'

/** Gets out of what a letter came by: whoever has its address may. */
export const stopDoor: MailDoor = {
  wish: 'stop',
  known: false,
  means: () => t('mailin.meansStop'),
  bySignature: ([thing = '', person = '']) => stop(thing, person),
  run: ({ words: [thing = ''], me }) => stop(thing, me.ref),
}

/** Hears of a thread or a community again, by the address that said that they do not. */
export const followDoor: MailDoor = {
  wish: 'follow',
  known: false,
  means: () => t('mailin.meansFollow'),
  run: ({ viewer, words: [thing = ''] }) => followed(follow(viewer, thing, true)),
}

/** The same for a community, by the address that people know. */
export const followKnownDoor: MailDoor = {
  ...followDoor,
  known: true,
  run: async ({ viewer, words: [slug = ''] }) =>
    followed(follow(viewer, (await communityFor(viewer, slug)).ref, true)),
}

export const stopKnownDoor: MailDoor = {
  wish: 'stop',
  known: true,
  means: stopDoor.means,
  run: async ({ viewer, words: [slug = ''] }) => {
    await follow(viewer, (await communityFor(viewer, slug)).ref, false)
    return {
      parts: [
        { words: t('mailin.stopped') },
        { link: t('mailin.followAgain'), href: `mailto:${namedAddress(slug, 'follow')}` },
        choose(),
      ],
    }
  },
}

async function stop(thing: string, person: Ref): Promise<Done> {
  const way = await wayOf(thing)
  await takeOut({ ...way, person })
  const again = 'thing' in way ? signedAddress('follow', [way.thing, person], days.reply) : undefined
  return {
    parts: [
      { words: stoppedWords(way) },
      ...(again ? [{ link: t('mailin.followAgain'), href: `mailto:${again}` }] : []),
      choose(),
    ],
  }
}

const stoppedWords = ({ from }: Way): string =>
  from === 'mail' ? t('mailin.stoppedAll') : from === 'needs' ? t('mailin.stoppedNeeds') : t('mailin.stopped')

async function wayOf(thing: string): Promise<Way> {
  if (thing === 'mail' || thing === 'needs') return { from: thing }
  const { rows } = await sql<{ kind: 'thread' | 'community' }>`
    select kind from thing where ref = ${thing} and kind in ('thread', 'community')`.execute(db())
  return { from: found(rows[0]).kind, thing }
}

async function followed(following: Promise<string>): Promise<Done> {
  const href = site().origin + (await following)
  return {
    parts: [{ words: t('mailin.followed') }, { link: t('mailin.readThere'), href, main: true }, choose()],
  }
}

const choose = (): Part => ({ link: t('mailin.choose'), href: site().origin + url`/notices/choices` })

import { atomically } from '../base/database/database.ts'
import { isInterfaceLanguage } from '../base/i18n/reader.ts'
import { inReach, t } from '../base/i18n/t.ts'
import { namedAddress } from '../base/mail/addresses.ts'
import { answerDoor, readThere, saidYesOrNo, unlessOver, yesNoDoor } from '../base/mail/in/answering.ts'
import type { MailDoor, Senders } from '../base/mail/in/doors.ts'
import type { Part } from '../base/mail/letter.ts'
import { missing, Refusal, refuse } from '../base/refusal.ts'
import { everyone, members, stranger, type Viewer } from '../base/viewer.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import { communityUrl } from './address.ts'
import { type Community, most } from './community.ts'
import { answerInvitation } from './invited.ts'
import { answerAsking, join, leave } from './joining.ts'
import { communityFor, slugOf } from './reading.ts'
import { layDownRole, takeRole } from './roles.ts'

/** What everybody may know of a community, for whoever writes to it and is not known. */
export const communityByMail: Senders['about'] = async (slug) => {
  try {
    const { name, state, rest, joining } = await communityFor(stranger, slug)
    if (state !== 'published' || rest === 'closed' || joining === 'invitation') return undefined
    return { name: inReach(name).text, lang: isInterfaceLanguage(name.original) ? name.original : 'en' }
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

/** Somebody who has just come, before they are somebody. */
const newcomer: Viewer = { kind: 'person', id: 0, circles: [everyone, members] }

const whole = (community: Pick<Community, 'slug'>): string => site().origin + communityUrl(community)

/** Coming into a community and going, by writing to it. */
export const joinDoor: MailDoor = {
  wish: 'join',
  known: true,
  means: ([slug = '']) => t('mailin.meansJoin', { address: namedAddress(slug) ?? slug }),
  forNewcomers: async ([slug = '']) => {
    const community = await communityFor(newcomer, slug)
    const { name, state, rest, joining, forGovernments, conditions } = community
    if (state !== 'published' || rest === 'closed') refuse('conflict', 'communities.takesNobody')
    if (joining === 'invitation') refuse('forbidden', 'communities.invitationOnly')
    if (forGovernments) refuse('forbidden', 'communities.governmentsOnly')
    const shown = conditions && inReach(conditions)
    return [
      { words: t('mailin.joinMeans', { name: inReach(name).text, site: site().name }) },
      ...(shown ? [{ words: t('mailin.joinAsks') }, { said: shown.text, lang: shown.lang }] : []),
      { link: t('mailin.readCharter'), href: `${whole(community)}/charter` },
    ]
  },
  run: ({ viewer, words: [slug = ''], mail }) =>
    atomically(async () => {
      const now = await join(viewer, slug, mail.words.slice(0, 2_000))
      const community = await communityFor(viewer, slug)
      const values = { name: inReach(community.name).text }
      return {
        made: community.id,
        parts:
          now === 'in'
            ? [{ words: t('mailin.joined', values) }, ...waysParts(community)]
            : [{ words: t('mailin.askedIn', values) }, pageOf(community)],
      }
    }),
}

export const leaveDoor: MailDoor = {
  wish: 'leave',
  known: true,
  means: ([slug = '']) => t('mailin.meansLeave', { address: namedAddress(slug) ?? slug }),
  run: ({ viewer, words: [slug = ''] }) =>
    atomically(async () => {
      const community = await communityFor(viewer, slug)
      if (community.mine.standing === 'none' || community.mine.standing === 'invited')
        refuse('conflict', 'mailin.notIn')
      await leave(viewer, slug)
      return {
        made: community.id,
        parts: [
          { words: t('mailin.left', { name: inReach(community.name).text }) },
          ...(community.joining === 'invitation'
            ? []
            : [{ link: t('mailin.joinAgain'), href: `mailto:${namedAddress(slug, 'join')}` }]),
        ],
      }
    }),
}

/** Says yes or no to being asked to belong, and to facilitate where that was asked. */
export const invitationDoor: MailDoor = yesNoDoor(
  'invitation',
  async ({ viewer, words: [invitation = ''] }, yes) => {
    const slug = await answerInvitation(viewer, Number.parseInt(invitation, 36), yes)
    if (slug === undefined) return [{ words: t('mailin.saidNo') }]
    const community = await communityFor(viewer, slug)
    return [{ words: t('mailin.joined', { name: inReach(community.name).text }) }, ...waysParts(community)]
  },
)

/** Says yes or no to somebody who asks to belong, with a word to them. */
export const joiningDoor: MailDoor = answerDoor('joining', async (asked) => {
  const { viewer, mail } = asked
  const [ref = '', membership = ''] = asked.words
  const { yes, rest } = saidYesOrNo(mail.words)
  if (rest.length > most.words) refuse('invalid', 'communities.tooLong', { most: most.words })
  const slug = await slugOf(ref)
  await unlessOver(() => answerAsking(viewer, slug, Number.parseInt(membership, 36), { yes, words: rest }))
  return {
    parts: [
      { words: yes ? t('communities.mailLetIn') : t('communities.mailNotLetIn') },
      readThere(url`/communities/${slug}/members`),
    ],
  }
})

/** Takes on a role that was offered, or does not. Whoever took it on lays it down on its page, where it says who follows. */
export const roleDoor: MailDoor = yesNoDoor('role', async ({ viewer, words: [ref = '', id = ''] }, yes) => {
  const slug = await slugOf(ref)
  const role = Number.parseInt(id, 36)
  const { roles } = await communityFor(viewer, slug)
  if (!roles.some((one) => one.id === role && one.own && one.since === null)) missing()
  await (yes ? takeRole(viewer, slug, role) : layDownRole(viewer, slug, role, { successors: '' }))
  return [
    { words: yes ? t('communities.mailTookRole') : t('mailin.saidNo') },
    readThere(url`/communities/${slug}/members`),
  ]
})

const pageOf = (community: Community): Part => ({
  link: t('mailin.itsPage'),
  href: whole(community),
  main: true,
})

const waysParts = (community: Community): Part[] => [
  { words: t('mailin.howItGoes') },
  { link: t('mailin.toBegin'), href: `mailto:${namedAddress(community.slug)}`, main: true },
  { link: t('mailin.toNeed'), href: `mailto:${namedAddress(community.slug, 'need')}` },
  { link: t('mailin.toOffer'), href: `mailto:${namedAddress(community.slug, 'offer')}` },
  { link: t('mailin.toLeave'), href: `mailto:${namedAddress(community.slug, 'leave')}` },
  { link: t('mailin.itsPage'), href: whole(community) },
]

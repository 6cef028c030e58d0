import { inReach, t } from '../../base/i18n/t.ts'
import { communityUrl } from '../../communities/address.ts'
import { type Url, url } from '../../ui/url.ts'
import type { Delivery, HookEvent, HookKind, HookOwner } from './hook.ts'

export const kindName = (kind: HookKind): string =>
  ({
    signed: () => t('hooks.signed'),
    slack: () => t('hooks.slack'),
    teams: () => t('hooks.teams'),
    mattermost: () => t('hooks.mattermost'),
  })[kind]()

export const eventName = (event: HookEvent | 'test'): string =>
  ({
    'thread.opened': () => t('hooks.threadOpened'),
    'post.written': () => t('hooks.postWritten'),
    'answer.accepted': () => t('hooks.answerAccepted'),
    'record.published': () => t('hooks.recordPublished'),
    'record.used': () => t('hooks.recordUsed'),
    'record.withdrawn': () => t('hooks.recordWithdrawn'),
    'question.answered': () => t('hooks.questionAnswered'),
    'member.joined': () => t('hooks.memberJoined'),
    test: () => t('hooks.test'),
  })[event]()

/** What happened, and by whom where that is public. */
export function doneBy(event: HookEvent, name: string | undefined): string {
  const by = name ?? ''
  return {
    'thread.opened': () => (by ? t('hooks.namedOpened', { by }) : t('hooks.someOpened')),
    'post.written': () => (by ? t('hooks.namedWrote', { by }) : t('hooks.someWrote')),
    'answer.accepted': () => (by ? t('hooks.namedAnswered', { by }) : t('hooks.someAnswered')),
    'record.published': () => t('hooks.didPublish'),
    'record.used': () => (by ? t('hooks.namedUsed', { by }) : t('hooks.someUsed')),
    'record.withdrawn': () => t('hooks.didWithdraw'),
    'question.answered': () => t('hooks.didAgree'),
    'member.joined': () => (by ? t('hooks.namedJoined', { by }) : t('hooks.someJoined')),
  }[event]()
}

/** How a delivery went, in a few words. */
export function outcomeName({ state, status, fault }: Pick<Delivery, 'state' | 'status' | 'fault'>): string {
  if (state === 'dropped') return t('hooks.dropped')
  if (state === 'delivered') return t('hooks.delivered')
  if (status === null && fault === null) return t('hooks.waits')
  return state === 'failed' ? t('hooks.failed') : t('hooks.triedInVain')
}

/** What the other side said, or why nothing did. */
export function answerName({ status, fault }: Pick<Delivery, 'status' | 'fault'>): string {
  if (fault === 'private') return t('hooks.isPrivate')
  if (fault === 'silent') return t('hooks.isSilent')
  if (fault === 'large') return t('hooks.isLarge')
  if (fault === 'redirect') return t('hooks.redirects', { status: String(status) })
  return status === null ? t('hooks.noAnswerYet') : t('hooks.answered', { status: String(status) })
}

/** Where all the hooks of an owner stand. */
export function hooksUrl(owner: HookOwner): Url {
  if (owner.of === 'community') return url`/communities/${owner.slug}/hooks`
  return owner.of === 'person' ? url`/account/hooks` : url`/desk/hooks`
}

/** What stands above that. */
export function levelsOf(owner: HookOwner): { name: string; href: Url }[] {
  if (owner.of === 'community')
    return [
      { name: t('communities.communities'), href: url`/communities` },
      { name: inReach(owner.name).text, href: communityUrl(owner) },
    ]
  return owner.of === 'person'
    ? [{ name: t('people.account'), href: url`/account` }]
    : [{ name: t('site.desk'), href: url`/desk` }]
}

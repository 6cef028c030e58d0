import { formatNumber, t } from '../../../base/i18n/t.ts'
import { communityUrl } from '../../../communities/address.ts'
import type { Community } from '../../../communities/community.ts'
import { JoinAct } from '../../../communities/views/Join.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import type { Thread } from '../../thread.ts'
import type { Answerer } from '../answerers.ts'
import type { Duty } from '../duty.ts'
import type { Lately } from '../figures.ts'
import { most } from '../question.ts'
import { IntroduceForm } from './IntroducePage.tsx'
import { howSoon, whyAnswers } from './why.ts'

interface AskedProps {
  thread: Thread
  /** Where it stands; at the door where nowhere. */
  community: Community | undefined
  answerers: Answerer[]
  lately: Lately
  onDuty: Duty | undefined
}

/** What a moderator looks at first is not out yet. */
const titleOf = (thread: Thread): string => (thread.waits ? t('door.askedKept') : t('door.asked'))

/** After asking: where it stands, who may answer and when, and what one can do meanwhile. */
export const AskedPage = ({ thread, community, answerers, lately, onDuty }: AskedProps): JSX.Element => (
  <Page title={titleOf(thread)} unlisted levels={[{ name: t('door.ask'), href: url`/ask` }]}>
    <h1>{titleOf(thread)}</h1>
    <p class="lead">
      <a href={threadUrl(thread)}>
        <Said lang={thread.lang}>{thread.title}</Said>
      </a>
    </p>
    {thread.waits && <Notice tone="tacit">{t('moderation.waitsForLook')}</Notice>}
    <p class="narrow-text">
      {community ? (
        <>
          {t('door.standsIn')}{' '}
          <a href={communityUrl(community)}>
            <Words text={community.name} />
          </a>
        </>
      ) : (
        t('door.standsAtDoor')
      )}
    </p>
    <section class="stack gap-3">
      <h2>{t('door.whoAndWhen')}</h2>
      <p class="narrow-text">{howSoon(lately)}</p>
      {onDuty && (
        <p class="narrow-text">
          {t('door.onDutyNow', { name: onDuty.name, days: formatNumber(most.patience) })}
        </p>
      )}
      {!community && !onDuty && (
        <p class="narrow-text">{t('door.nobodyOnDuty', { days: formatNumber(most.patience) })}</p>
      )}
      {answerers.length > 0 && (
        <>
          <p>{t('door.mayAnswer')}</p>
          <ul class="stack gap-2">
            {answerers.map((one) => (
              <li>
                <a href={url`/people/${one.handle}`}>
                  <bdi>{one.name}</bdi>
                </a>{' '}
                <span class="soft">{whyAnswers(one, thread.lang)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="narrow-text soft">{t('door.youHear')}</p>
    </section>
    <section class="stack gap-3">
      <h2>{t('door.meanwhile')}</h2>
      <ul class="stack gap-2">
        <li>
          <a href={threadUrl(thread)}>{t('door.seeIt')}</a>
        </li>
        <li>
          <a href={url`/ask#open`}>{t('door.answerOthers')}</a>
        </li>
      </ul>
      {community && <JoinAct community={community} />}
    </section>
    {community?.mine.standing === 'member' && (
      <section class="stack gap-3">
        <h2>{t('door.introduce')}</h2>
        <IntroduceForm community={community} />
      </section>
    )}
  </Page>
)

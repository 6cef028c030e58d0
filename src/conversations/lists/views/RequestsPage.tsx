import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Community } from '../../../communities/community.ts'
import { CommunityFrame } from '../../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Feed } from '../../../ui/parts/Feed.tsx'
import { Choices, Faults, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { type Url, url } from '../../../ui/url.ts'
import { most, type Request } from '../asking-out.ts'

interface RequestsPageProps {
  community: Community
  requests: Request[]
  total: number
  page: number
  address: (page: number) => Url
  /** What was typed, of one of them. */
  attempt?: Attempt & { of: number }
}

/** What people from outside ask about lists that were brought along, for those who answer them. */
export const RequestsPage = ({
  community,
  requests,
  total,
  page,
  address,
  attempt,
}: RequestsPageProps): JSX.Element => (
  <CommunityFrame community={community} tab="conversation" title={t('lists.requests')} unlisted>
    <h2>{t('lists.requests')}</h2>
    {!requests.some(({ id, answered }) => id === attempt?.of && !answered) && <Faults attempt={attempt} />}
    {requests.length > 0 ? (
      <>
        <p class="narrow-text">{t('lists.requestsWords')}</p>
        <Feed>
          {requests.map((one) => (
            <li>
              <OneRequest
                slug={community.slug}
                one={one}
                attempt={attempt?.of === one.id ? attempt : undefined}
              />
            </li>
          ))}
        </Feed>
        {total > most.perPage && <Pager page={page} size={most.perPage} total={total} address={address} />}
      </>
    ) : (
      <Empty next={{ href: url`/communities/${community.slug}/lists`, words: t('lists.lists') }}>
        {t('lists.requestsNone')}
      </Empty>
    )}
  </CommunityFrame>
)

const OneRequest = ({
  slug,
  one,
  attempt,
}: {
  slug: string
  one: Request
  attempt?: Attempt
}): JSX.Element => (
  <article class="stack gap-3">
    <h3>{one.wish === 'unnamed' ? t('lists.asksUnnamed') : t('lists.asksRemoved')}</h3>
    <p class="row gap-2 soft">
      {one.answer === 'done' && <Tag tone="ok">{t('lists.requestWasDone')}</Tag>}
      {one.answer === 'declined' && <Tag>{t('lists.requestWasDeclined')}</Tag>}
      {one.message ? (
        <a href={url`/posts/${one.message.ref}`}>
          <Said lang={one.message.lang}>{one.message.title}</Said>
        </a>
      ) : (
        <span>{t('lists.requestGone')}</span>
      )}
      {one.message && <bdi>{one.message.by || t('lists.nameTakenOff')}</bdi>}
      {one.message && <span>{t('lists.requestOf', { count: one.messages })}</span>}
      <Ago at={new Date(one.at)} />
    </p>
    <p class="told">
      <Said lang={one.lang}>{one.words}</Said>
    </p>
    {!one.answered && (
      <form
        class="form"
        method="post"
        action={url`/communities/${slug}/lists/requests/${one.id}/answer`}
        novalidate
      >
        <Faults attempt={attempt} />
        <Choices
          {...typed(attempt, 'act')}
          label={t('lists.requestAct')}
          choices={[
            { value: 'unnamed', label: t('lists.takeNameOff') },
            { value: 'removed', label: t('lists.remove') },
            { value: 'declined', label: t('lists.requestDecline') },
          ]}
          chosen={[typed(attempt, 'act').value ?? '']}
        />
        <Lines
          {...typed(attempt, 'words')}
          rows={3}
          label={t('lists.requestAnswer')}
          help={t('lists.requestAnswerHelp')}
          optional
        />
        <button class="button" type="submit">
          {t('lists.requestSendAnswer')}
        </button>
      </form>
    )}
  </article>
)

import type { Attempt } from '../../base/http/form.ts'
import { formatDate, formatList, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line, typed } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url } from '../../ui/url.ts'
import type { Held } from '../leaving.ts'
import { roleName } from '../names.ts'
import type { Organisation } from '../organisations.ts'
import { Act } from './Act.tsx'
import { Name } from './Standing.tsx'

interface KeeperFormProps {
  action: Url
  slug: string
  attempt?: Attempt
}

/** Names somebody who is asked to keep a page; what was typed comes back where it was typed. */
const KeeperForm = ({ action, slug, attempt }: KeeperFormProps): JSX.Element => (
  <form class="inline-form" method="post" action={action} novalidate>
    <input type="hidden" name="organisation" value={slug} />
    <Line
      {...typed(attempt?.values.organisation === slug ? attempt : undefined, 'handle')}
      id={`keeper-${slug}`}
      label={t('people.newKeeper')}
      help={t('people.handleHelp')}
      autocomplete="off"
    />
    <button class="button quiet" type="submit">
      {t('people.handOver')}
    </button>
  </form>
)

/** For whoever keeps an organisation's page: that nobody else does, who was asked to, and a way to ask. */
export const KeepersOf = ({
  organisation: { slug, keeps, members },
  attempt,
}: {
  organisation: Organisation
  attempt?: Attempt
}): JSX.Element | null =>
  keeps ? (
    <section class="stack gap-3">
      <h2>{t('people.keepers')}</h2>
      {!members.some(({ standing }) => standing === 'steward') && (
        <Notice tone="problem">{t('people.nobodyKeeps')}</Notice>
      )}
      <ul class="stack gap-2">
        {members
          .filter(({ offered }) => offered)
          .map((one) => (
            <li class="row apart">
              <span class="row gap-2">
                <Name {...one} />
                <Tag tone="tacit">{t('people.keepingWaits')}</Tag>
              </span>
              {!one.own && (
                <Act action={url`/organisations/${slug}/members/${one.id}/offer/end`} name={one.name}>
                  {t('people.takeBackAsking')}
                </Act>
              )}
            </li>
          ))}
      </ul>
      <KeeperForm action={url`/organisations/${slug}/keepers`} slug={slug} attempt={attempt} />
    </section>
  ) : null

/** For whoever is asked to keep the page: what that is, yes and no. */
export const OfferOf = ({
  organisation: { slug, members },
}: {
  organisation: Organisation
}): JSX.Element | null => {
  const mine = members.find(({ own, offered }) => own && offered)
  return mine ? (
    <Notice title={t('people.keepingAsked')}>
      <p>{t('people.keepingAskedWords')}</p>
      <div class="row gap-2">
        <Act action={url`/organisations/${slug}/keeping`}>{t('people.accept')}</Act>
        <Act action={url`/organisations/${slug}/members/${mine.id}/offer/end`}>{t('people.sayNo')}</Act>
      </div>
    </Notice>
  ) : null
}

/** Before an account goes: what others count on, what becomes of it, and a way to hand it over. */
export const WhatIsLeft = ({ held, attempt }: { held: Held; attempt?: Attempt }): JSX.Element => (
  <>
    {held.organisations.length > 0 && (
      <section class="stack gap-3">
        <h2>{t('people.keptAlone')}</h2>
        <p class="narrow-text">{t('people.keptAloneWords')}</p>
        <ul class="stack gap-4">
          {held.organisations.map(({ slug, name, asked }) => (
            <li class="stack gap-2">
              <a href={url`/organisations/${slug}`}>
                <Words text={name} />
              </a>
              {asked.length > 0 && <p>{t('people.keepingUnanswered', { names: formatList(asked) })}</p>}
              <KeeperForm action={url`/account/deletion/keepers`} slug={slug} attempt={attempt} />
            </li>
          ))}
        </ul>
      </section>
    )}
    {Object.values(held.kept).some((things) => things.length > 0) && (
      <section class="stack gap-3">
        <h2>{t('people.keptThings')}</h2>
        <p class="narrow-text">{t('people.keptThingsWords')}</p>
        <ul class="columns">
          {Object.entries(held.kept).flatMap(([noun, things]) =>
            things.map(({ ref, title }) => (
              <li>
                <a href={url`/${noun}/${ref}`}>
                  <Words text={title} />
                </a>
              </li>
            )),
          )}
        </ul>
      </section>
    )}
    {held.rights.length + held.speaksFor.length > 0 && (
      <section class="stack gap-3">
        <h2>{t('people.endsWithAccount')}</h2>
        <ul class="stack gap-2">
          {held.speaksFor.map(({ slug, name }) => (
            <li>
              {t('people.youSpeakFor')}{' '}
              <a href={url`/organisations/${slug}`}>
                <Words text={name} />
              </a>
            </li>
          ))}
          {held.rights.map(({ role, since, alone }) => (
            <li class="row gap-2">
              {t('people.rightSince', { role: roleName(role), date: formatDate(new Date(since)) })}
              {alone && <Tag tone="problem">{t('people.nobodyElse')}</Tag>}
            </li>
          ))}
        </ul>
        <p class="narrow-text soft">{t('people.endsWithAccountWords')}</p>
      </section>
    )}
  </>
)

import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, formatNumber, t } from '../../../base/i18n/t.ts'
import { everyone } from '../../../base/viewer.ts'
import { CommunityFrame } from '../../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Faults, typed } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import { type Bundles, type MadeBundle, most } from '../keeping.ts'

/** What of theirs goes along is everybody's to say; a bundle is asked for by those who facilitate. */
export const BundlePage = ({
  community,
  keeps,
  wish,
  chosen,
  bundles,
  attempt,
}: Bundles & { attempt?: Attempt }): JSX.Element => (
  <CommunityFrame community={community} tab="members" title={t('bundle.title')} unlisted>
    <Faults attempt={attempt} />
    <section class="stack gap-3 narrow-text">
      <h2>{t('bundle.yours')}</h2>
      <p>{t('bundle.yoursWords')}</p>
      <form class="form" method="post" action={url`/communities/${community.slug}/bundle/wish`} novalidate>
        <Choices
          {...typed(attempt, 'wish')}
          label={t('bundle.wish')}
          chosen={[wish]}
          choices={[
            { value: 'unnamed', label: t('bundle.unnamed'), help: t('bundle.unnamedHelp') },
            { value: 'named', label: t('bundle.named'), help: t('bundle.namedHelp') },
            { value: 'stays', label: t('bundle.stays'), help: t('bundle.staysHelp') },
          ]}
        />
        <p class="soft">{t('bundle.wishLater')}</p>
        <button class="button" type="submit">
          {t('bundle.keepWish')}
        </button>
      </form>
    </section>
    {keeps && (
      <section class="stack gap-3 narrow-text">
        <h2>{t('bundle.take')}</h2>
        <p>{t('bundle.takeWords', { days: most.days })}</p>
        <p>{t('bundle.haveChosen', { chosen, count: community.size })}</p>
        <form class="form" method="post" action={url`/communities/${community.slug}/bundle`} novalidate>
          <Choices
            {...typed(attempt, 'closed')}
            label={t('bundle.what')}
            several
            chosen={community.circle === everyone ? [] : ['yes']}
            choices={[{ value: 'yes', label: t('bundle.withClosed'), help: t('bundle.withClosedHelp') }]}
          />
          <button class="button" type="submit">
            {t('bundle.ask')}
          </button>
        </form>
        {bundles.length === 0 ? (
          <p class="soft">{t('bundle.none')}</p>
        ) : (
          <ul class="stack gap-2">
            {bundles.map((bundle) => (
              <li>
                <Made bundle={bundle} slug={community.slug} />
              </li>
            ))}
          </ul>
        )}
      </section>
    )}
  </CommunityFrame>
)

const Made = ({ bundle, slug }: { bundle: MadeBundle; slug: string }): JSX.Element => {
  const { ref, state, why, asked, made, until, bytes } = bundle
  const day = formatDate(made ?? asked)
  if (state === 'asked') return <>{t('bundle.isAsked', { day })}</>
  if (state === 'failed')
    return (
      <>
        {why === 'too-large'
          ? t('bundle.failedLarge', { day })
          : why === 'no-facilitator'
            ? t('bundle.failedRole', { day })
            : t('bundle.isFailed', { day })}
      </>
    )
  if (state === 'gone' || !until || new Date(until) < new Date()) return <>{t('bundle.isGone', { day })}</>
  return (
    <a href={url`/communities/${slug}/bundle/${`${ref}.zip`}`}>
      {t('bundle.isMade', {
        day,
        until: formatDate(until),
        megabytes: formatNumber(Math.ceil((bytes ?? 0) / 100_000) / 10),
      })}
    </a>
  )
}

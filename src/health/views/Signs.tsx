import { inReach, languageName, t } from '../../base/i18n/t.ts'
import { communityUrl } from '../../communities/address.ts'
import { unheardDays as days } from '../../conversations/unheard.ts'
import { reachName } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Said } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import type { Health } from '../health.ts'

/** How often the sign of fewer newcomers was right on real lists: `bin/baobab bench health-rule` prints it, a test holds it. */
export const proven = { tried: 38, right: 34, alarms: 1, missed: 3, others: 5, years: 15 } as const

/** What tends to show first, each with what leads to it; the late one last. */
export const Signs = ({
  slug,
  health,
  keeps,
}: {
  slug: string
  health: Health
  /** The viewer facilitates it, so that they invite. */
  keeps: boolean
}): JSX.Element => {
  const { figures, judgement } = health
  const { unheard, orphans, orphaned } = figures
  const none =
    health.rest === null &&
    !judgement.fewerNewcomers &&
    !judgement.fewerAnswers &&
    orphaned === 0 &&
    unheard.langs.length + unheard.parts.length + unheard.places.length + unheard.tiers.length === 0
  return (
    <section class="stack gap-3" id="signs">
      <h2>{t('health.signs')}</h2>
      <p class="soft">{t('health.signsWords')}</p>
      {none && <p>{t('health.signNone')}</p>}
      <ul class="stack gap-3 narrow-text">
        {health.rest && (
          <li>{health.rest === 'quiet' ? t('health.looksQuiet') : t('health.looksDormant')}</li>
        )}
        {judgement.fewerNewcomers && (
          <li>
            {t('health.signNewcomers')}{' '}
            {keeps && <a href={url`/communities/${slug}/members#invite`}>{t('health.stepInvite')}</a>}
          </li>
        )}
        {orphans.length > 0 && (
          <li class="stack gap-2">
            <span>{t('health.signOrphans')}</span>
            <ul>
              {orphans.map(({ ref, title, lang }) => (
                <li>
                  <a href={url`/threads/${ref}`}>
                    <Said lang={lang}>{title}</Said>
                  </a>
                </li>
              ))}
            </ul>
            {orphaned > orphans.length && (
              <a href={withQuery(communityUrl({ slug }), new URLSearchParams(), { order: 'unanswered' })}>
                {t('health.signMore')}
              </a>
            )}
          </li>
        )}
        {unheard.langs.map(({ lang }) => (
          <li>{t('health.signLanguage', { language: languageName(lang), days })}</li>
        ))}
        {unheard.parts.map((part) => (
          <li>
            <a href={communityUrl(part)}>{t('health.signPart', { name: inReach(part.name).text, days })}</a>
          </li>
        ))}
        {unheard.places.map(({ name }) => (
          <li>{t('health.signPlace', { place: inReach({ original: 'en', texts: name }).text, days })}</li>
        ))}
        {unheard.tiers.map((tier) => (
          <li>{t('health.signTier', { tier: reachName(tier), days })}</li>
        ))}
        {judgement.fewerAnswers && <li>{t('health.signAnswers')}</li>}
      </ul>
      <details class="narrow-text">
        <summary>{t('health.rule')}</summary>
        <p>{t('health.ruleWords', proven)}</p>
      </details>
    </section>
  )
}

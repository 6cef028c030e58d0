import type { Attempt } from '../../base/http/form.ts'
import { formatDate, formatNumber, inReach, t } from '../../base/i18n/t.ts'
import { dayAfter } from '../../base/today.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Line, Lines, typed } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Said, Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { type CheckSeen, checksLeft, fewestShown, lasts, type OpenQuestion, type Written } from '../check.ts'

import { elements } from '../elements.ts'
import { elementTitle } from '../names.ts'

interface ChecksProps {
  slug: string
  checks: CheckSeen[]
  keeps: boolean
  /** Belongs to it, so that they answer. */
  answers: boolean
  /** It is open, and not closed. */
  mayBegin: boolean
  lang: string
  attempt?: Attempt
}

/** The community's regular look at itself: the one that goes on, those that were, and what changed after each. */
export const Checks = (props: ChecksProps): JSX.Element => {
  const { slug, checks, keeps, mayBegin, attempt } = props
  const open = checks.find(({ over }) => !over)
  const over = checks.filter((one) => one.over)
  const last = over.find(({ reflection }) => reflection)
  return (
    <section class="stack gap-4" id="checks">
      <h2>{t('health.check')}</h2>
      {open && <GoesOn {...props} check={open} />}
      {checks.length === 0 && <p class="soft">{t('health.noChecks')}</p>}
      {!open && last && (
        <Notice title={t('health.lastTime')} rank={3}>
          <p>
            <Words text={last.reflection!} />
          </p>
        </Notice>
      )}
      {over.map((check) => (
        <One {...props} check={check} />
      ))}
      {keeps && mayBegin && !open && checksLeft(checks) > 0 && (
        <form class="form" method="post" action={url`/communities/${slug}/health/checks`} novalidate>
          <p>{t('health.beginWords')}</p>
          <Line
            {...typed(attempt, 'ends')}
            value={typed(attempt, 'ends').value ?? dayAfter(lasts.proposed)}
            type="date"
            label={t('health.lastDay')}
          />
          <button class="button quiet" type="submit">
            {t('health.begin')}
          </button>
        </form>
      )}
    </section>
  )
}

const GoesOn = ({ slug, check, keeps, answers }: ChecksProps & { check: CheckSeen }): JSX.Element => (
  <Notice tone="tacit">
    <p>
      {check.mine ? t('health.answeredThanks') : t('health.goesOnUntil', { day: formatDate(check.ends) })}
    </p>
    <div class="row gap-3">
      {answers && !check.mine && (
        <a class="button" href={url`/communities/${slug}/health/check`}>
          {t('health.answerIt')}
        </a>
      )}
      {keeps && <Act action={url`/communities/${slug}/health/checks/end`}>{t('health.endNow')}</Act>}
    </div>
  </Notice>
)

const One = ({ slug, check, keeps, lang, attempt }: ChecksProps & { check: CheckSeen }): JSX.Element => {
  const { id, ends, answers, means, words, reflection } = check
  const kept = { slug, check: id, keeps }
  const mine = attempt?.values.check === String(id) ? attempt : undefined
  return (
    <details open={mine !== undefined || !reflection}>
      <summary>{t('health.checkOf', { day: formatDate(ends) })}</summary>
      <div class="stack gap-4">
        {answers < fewestShown ? (
          <p class="soft">{t('health.tooFew', { fewest: fewestShown })}</p>
        ) : (
          <>
            <div class="narrow-text counted">
              <Facts>
                <Fact term={t('health.answersCount')}>{formatNumber(answers)}</Fact>
                {elements.map((name) => {
                  const mean = means?.[name]
                  return mean === undefined ? null : (
                    <Fact term={elementTitle(name)}>
                      {t('health.membersSay', { mean: formatNumber(mean) })}
                    </Fact>
                  )
                })}
              </Facts>
            </div>
            <WordsOf {...kept} question="keep" title={t('health.toKeep')} words={words?.keep ?? []} />
            <WordsOf {...kept} question="change" title={t('health.toChange')} words={words?.change ?? []} />
          </>
        )}
        {reflection && (
          <div class="stack gap-2">
            <h3>{t('health.willChange')}</h3>
            <p class="narrow-text written-out">
              <Words text={reflection} />
            </p>
          </div>
        )}
        {keeps && (
          <form class="form" method="post" action={url`/communities/${slug}/health/reflection`} novalidate>
            <input type="hidden" name="check" value={String(id)} />
            <input type="hidden" name="lang" value={lang} />
            <input type="hidden" name="reflected" value={check.reflected} />
            <Lines
              {...typed(mine, 'words')}
              id={`words-${id}`}
              value={typed(mine, 'words').value ?? (reflection ? inReach(reflection).text : undefined)}
              label={t('health.willChange')}
              help={t('health.willChangeHelp')}
              rows={3}
            />
            <button class="button quiet" type="submit">
              {t('health.keep')}
            </button>
          </form>
        )}
      </div>
    </details>
  )
}

interface WordsProps {
  slug: string
  check: number
  question: OpenQuestion
  title: string
  words: Written[]
  keeps: boolean
}

/** What was written, and for those who facilitate the way to keep from sight what would tell of somebody. */
const WordsOf = ({ title, words, keeps, slug, check, question }: WordsProps): JSX.Element | null =>
  words.length === 0 ? null : (
    <div class="stack gap-2">
      <h3>{title}</h3>
      <ul class="stack gap-2 narrow-text">
        {words.map((one) => (
          <li class="stack gap-2">
            {one.words === null ? (
              <span class="soft">{t('health.wordsOut')}</span>
            ) : (
              <span class="written-out">
                <Said lang={one.lang}>{one.words}</Said>
              </span>
            )}
            {keeps && (
              <Act
                action={url`/communities/${slug}/health/words`}
                hidden={{
                  check: String(check),
                  question,
                  key: one.key,
                  out: one.words === null ? 'no' : 'yes',
                }}
              >
                {one.words === null ? t('health.showWords') : t('health.hideWords')}
              </Act>
            )}
          </li>
        ))}
      </ul>
    </div>
  )

import { inReach, languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { requestStateName } from '../names.ts'
import type { Review, ReviewRequest } from '../review.ts'

/** Who was asked and what they said, each time that it was submitted. */
export const Rounds = ({ rounds: [round, ...before] }: Pick<Review, 'rounds'>): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('review.reviewers')}</h2>
    {round.note && (
      <p>
        {t('review.whatChanged')} <Said lang={inReach(round.note).lang}>{inReach(round.note).text}</Said>
      </p>
    )}
    <Requests requests={round.requests} />
    {before.length > 0 && (
      <details class="fold">
        <summary>{t('review.roundsBefore', { count: before.length })}</summary>
        <ol class="stack gap-3" reversed>
          {before.map(({ at, by, requests }) => (
            <li>
              <p class="soft">
                {t('review.submittedBy', { name: by })} <Ago at={new Date(at)} />
              </p>
              <Requests requests={requests} />
            </li>
          ))}
        </ol>
      </details>
    )}
  </section>
)

const Requests = ({ requests }: { requests: ReviewRequest[] }): JSX.Element =>
  requests.length === 0 ? (
    <p class="soft">{t('review.nobodyAsked')}</p>
  ) : (
    <ul class="stack gap-2">
      {requests.map(({ name, state, asked, answered, words, lang }) => (
        <li>
          <bdi>{name}</bdi> · {requestStateName(state)} · <Ago at={new Date(answered ?? asked)} />
          {words && lang && (
            <blockquote>
              <p>
                <Said lang={lang}>{words}</Said> <small class="soft">{languageName(lang)}</small>
              </p>
            </blockquote>
          )}
        </li>
      ))}
    </ul>
  )

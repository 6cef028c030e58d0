import { inReach, t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { type Choice, Pick } from '../../../ui/parts/Fields.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { agendaUrl, questionUrl } from '../address.ts'
import type { AgendaAround } from '../around.ts'

/** On the page of a thing: the questions it answers, and the way to tie it to another. */
export const AnswersAgenda = ({ of, around }: { of: Ref; around: AgendaAround }): JSX.Element => (
  <section class="stack gap-3 unprinted" id="answers-agenda">
    {around.answers.length > 0 && <h2>{t('practice.answersAgenda')}</h2>}
    {around.answers.length > 0 && (
      <ul class="stack gap-3">
        {around.answers.map(({ ref, words, community }) => (
          <li>
            <a href={questionUrl(community, { ref, words })}>
              <Words text={words} />
            </a>{' '}
            <small>
              <a href={agendaUrl(community)}>
                <Words text={community.name} />
              </a>
            </small>
          </li>
        ))}
      </ul>
    )}
    {around.mine.length > 0 && (
      <details>
        <summary>{t('practice.tieToQuestion')}</summary>
        <form class="inline-form" method="post" action={url`/agenda-questions/ties`}>
          <input type="hidden" name="thing" value={of} />
          <Pick name="question" label={t('practice.whichQuestion')} choices={questionChoices(around)} />
          <button class="button quiet" type="submit">
            {t('practice.tie')}
          </button>
        </form>
      </details>
    )}
  </section>
)

/** Each with its community where they are of several, after its own words: a phone shows but the first of them. */
export const questionChoices = ({ mine }: AgendaAround): Choice[] => {
  const several = new Set(mine.map(({ community }) => community.slug)).size > 1
  return mine.map(({ ref, words, community }) => ({
    value: ref,
    label: several ? `${inReach(words).text} · ${inReach(community.name).text}` : inReach(words).text,
  }))
}

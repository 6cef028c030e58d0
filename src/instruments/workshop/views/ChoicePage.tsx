import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { pick } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Said, spoken } from '../../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import type { Choice } from '../../definition.ts'
import type { Asked } from '../../lookup.ts'
import { sharing } from '../acting-on-choices.ts'
import { standingOf } from '../seeing.ts'
import type { Editing } from '../viewing.ts'
import { Hidden, Note, ofForm, proposalLevels } from './frame.tsx'

interface ChoicePageProps {
  view: Editing
  asked: Asked
  choice: Choice
  attempt?: Attempt
}

/** One choice of a question: what it is called, and offering it no more. */
export function ChoicePage({ view, asked, choice, attempt }: ChoicePageProps): JSX.Element {
  const { whole, definition, lang } = view
  const first = definition.languages[0]
  const here = url`/proposals/${whole.ref}/questions/${asked.group.id}/${asked.question.id}/choices/${choice.code}`
  const label = pick(choice.label, lang, first)!
  const question = pick(asked.question.label, lang, first)!
  const renamed = typed(ofForm(attempt, 'words'), 'label')
  const others = [...(asked.choices?.values() ?? [])].filter(({ code }) => code !== choice.code)
  const shared = sharing(definition, asked.slot).length
  return (
    <Page
      title={label.text}
      unlisted
      levels={[
        ...proposalLevels(whole, true),
        {
          name: question.text,
          href: withQuery(
            url`/proposals/${whole.ref}/questions/${asked.group.id}/${asked.question.id}`,
            new URLSearchParams(),
            { in: lang },
          ),
        },
      ]}
    >
      <h1>
        <Said lang={label.lang}>{label.text}</Said>
      </h1>
      {shared > 0 && <p class="soft">{t('workshop.sharedList', { count: shared })}</p>}
      <Faults attempt={attempt} />
      <form class="form" method="post" action={here} novalidate>
        <Hidden form="words" lang={lang} was={standingOf(choice, lang)} />
        <Line
          {...renamed}
          id="words-label"
          value={renamed.value ?? choice.label[lang]}
          label={t('workshop.label')}
          spoken={spoken(lang)}
        />
        <Note form="words" attempt={ofForm(attempt, 'words')} />
        <button class="button" type="submit">
          {t('workshop.keep')}
        </button>
      </form>
      <form class="form" method="post" action={`${here}/retirement` as Url} novalidate>
        <h2>{t('workshop.retire')}</h2>
        <Hidden form="retire" lang={lang} />
        <Pick
          {...typed(ofForm(attempt, 'retire'), 'into')}
          id="retire-into"
          label={t('workshop.retireInto')}
          help={t('workshop.retireHelp')}
          choices={[
            { value: '', label: t('workshop.keptBeside') },
            ...others.map((one) => ({
              value: one.code,
              label: pick(one.label, lang, first)?.text ?? one.code,
            })),
          ]}
        />
        <Note form="retire" attempt={ofForm(attempt, 'retire')} />
        <button class="button quiet grave" type="submit">
          {t('workshop.retireIt')}
        </button>
      </form>
    </Page>
  )
}

import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Faults, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { within } from '../../../ui/url.ts'
import type { Community } from '../../community.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import { agendaUrl, questionBase } from '../address.ts'
import type { AgendaQuestion } from '../reading.ts'

interface QuestionFormProps {
  community: Community
  /** The one that is said otherwise; else a new one. */
  question?: AgendaQuestion
  attempt?: Attempt
}

/** Asks for a question of the agenda, or for other words of it. */
export const QuestionFormPage = ({ community, question, attempt }: QuestionFormProps): JSX.Element => {
  const name = question ? t('practice.sayQuestion') : t('practice.addQuestion')
  const there = question?.words
  const spokenHere = there?.texts[reader().lang] === undefined ? there?.original : reader().lang
  const words = typed(attempt, 'words')
  const lang = typed(attempt, 'lang')
  return (
    <CommunityFrame community={community} tab="agenda" title={name} unlisted>
      <section class="stack gap-4">
        <h2>{name}</h2>
        {!question && <p class="narrow-text">{t('practice.addQuestionWords')}</p>}
        <form
          class="form"
          method="post"
          action={question ? within(questionBase(community, question.ref), 'change') : agendaUrl(community)}
          novalidate
        >
          <Faults attempt={attempt} />
          <Lines
            {...words}
            value={words.value ?? (spokenHere && there?.texts[spokenHere])}
            label={t('practice.questionWords')}
            help={t('practice.questionHelp')}
            rows={3}
          />
          <Pick
            {...lang}
            value={lang.value ?? spokenHere ?? reader().lang}
            label={t('practice.language')}
            help={question && t('practice.otherLanguage')}
            choices={languageChoices()}
          />
          <button class="button" type="submit">
            {question ? t('practice.save') : t('practice.addQuestion')}
          </button>
        </form>
      </section>
    </CommunityFrame>
  )
}

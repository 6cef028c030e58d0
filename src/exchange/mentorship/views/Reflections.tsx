import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { url } from '../../../ui/url.ts'
import { storyUrl } from '../names.ts'
import type { MentorshipProps } from './MentorshipPage.tsx'

/** What each says at the end, and the way from there to a story. */
export const Reflections = ({ one, log, attempt, name }: MentorshipProps & { name: string }): JSX.Element => {
  const { mine, theirs } = log
  return (
    <section class="stack gap-4" id="reflection">
      <h2>{t('mentorship.reflection')}</h2>
      {theirs && (
        <section class="stack gap-2">
          <h3>{t('mentorship.theySay', { name })}</h3>
          <Markdown text={theirs.words} lang={theirs.lang} rank={4} />
          <p class="soft">
            {theirs.mayName
              ? t('mentorship.mayNameThem', { name })
              : t('mentorship.mayNotNameThem', { name })}
          </p>
        </section>
      )}
      {mine && (
        <section class="stack gap-2">
          <h3>{t('mentorship.toStory')}</h3>
          <p class="soft narrow-text">{t('mentorship.toStoryWords')}</p>
          {mine.story ? (
            <p>
              <a href={storyUrl(mine.story)}>
                {mine.story.told ? t('mentorship.readStory') : t('mentorship.goOnStory')}
              </a>
            </p>
          ) : (
            <Act action={url`/mentorships/${one.ref}/story`}>{t('mentorship.beginStory')}</Act>
          )}
        </section>
      )}
      <form class="form" method="post" action={url`/mentorships/${one.ref}/reflection`} novalidate>
        <Lines
          {...typed(attempt, 'words')}
          value={typed(attempt, 'words').value ?? mine?.words}
          label={t('mentorship.yourReflection')}
          help={t('mentorship.yourReflectionHelp')}
          rows={6}
        />
        <Pick
          {...typed(attempt, 'lang')}
          value={typed(attempt, 'lang').value ?? mine?.lang ?? reader().lang}
          label={t('conversations.inWhichLanguage')}
          choices={languageChoices()}
        />
        <Choices
          name="mayName"
          label={t('mentorship.mayName', { name })}
          chosen={[typed(attempt, 'mayName').value ?? (mine?.mayName ? 'yes' : 'no')]}
          choices={[
            { value: 'no', label: t('mentorship.mayNameNo') },
            { value: 'yes', label: t('mentorship.mayNameYes') },
          ]}
        />
        <button class="button" type="submit">
          {t('exchange.save')}
        </button>
      </form>
    </section>
  )
}

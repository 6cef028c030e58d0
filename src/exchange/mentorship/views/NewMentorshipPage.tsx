import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import { dayAfter } from '../../../base/today.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Said } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { entryUrl } from '../../address.ts'

import type { Companion } from '../asking.ts'
import { TermsFields } from './TermsFields.tsx'

/** Asks somebody to accompany one, or offers it, with a purpose. */
export const NewMentorshipPage = ({
  companion,
  attempt,
}: {
  companion: Companion
  attempt?: Attempt
}): JSX.Element => {
  const { name, handle, entry, mentors } = companion
  const title = mentors ? t('mentorship.offerTo', { name }) : t('mentorship.askTitle', { name })
  return (
    <Page title={title} unlisted levels={[{ name: t('mentorship.mentorships'), href: url`/mentorships` }]}>
      <h1>{title}</h1>
      {entry && (
        <p>
          <a href={entryUrl(entry)}>
            <Said lang={entry.lang}>{entry.title}</Said>
          </a>
        </p>
      )}
      <p class="narrow-text">{t('mentorship.askWords')}</p>
      <form class="form" method="post" action={url`/mentorships`} novalidate>
        <Faults attempt={attempt} />
        {entry ? (
          <input type="hidden" name="entry" value={entry.ref} />
        ) : (
          <input type="hidden" name="with" value={handle} />
        )}
        <TermsFields attempt={attempt} terms={{ until: dayAfter(180) }} />
        <Pick
          {...typed(attempt, 'lang')}
          value={typed(attempt, 'lang').value ?? reader().lang}
          label={t('conversations.inWhichLanguage')}
          choices={languageChoices()}
        />
        <button class="button" type="submit">
          {mentors ? t('mentorship.offerIt') : t('mentorship.askForIt')}
        </button>
      </form>
    </Page>
  )
}

import type { Attempt } from '../../base/http/form.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Choices, Faults, Line, Lines, Pick } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { url } from '../../ui/url.ts'
import { communityUrl } from '../address.ts'
import type { Community } from '../community.ts'
import { ConductField, DomainFields, HomeFields, JoiningFields, nowOf } from './CharterFields.tsx'

interface StartProps {
  /** The language it is proposed to be written in. */
  lang: string
  /** What it is to be a chapter of. */
  above?: Community
  attempt?: Attempt
}

/** A community in five minutes: what makes one, domain, community and practice, a prompt each (after Wenger). */
export const StartPage = ({ lang, above, attempt }: StartProps): JSX.Element => {
  const now = nowOf(attempt, { lang, conduct: t('communities.conductProposed') })
  return (
    <Page
      title={t('communities.start')}
      unlisted
      levels={[
        { name: t('communities.communities'), href: url`/communities` },
        ...(above ? [{ name: inReach(above.name).text, href: communityUrl(above) }] : []),
      ]}
    >
      <h1 class="title">
        {above ? t('communities.startChapter', { name: inReach(above.name).text }) : t('communities.start')}
      </h1>
      <p class="lead narrow-text">{t('communities.startWords')}</p>
      <form class="form" method="post" action={url`/communities`} novalidate>
        <Faults attempt={attempt} />
        {above && <input type="hidden" name="under" value={above.slug} />}
        <h2>{t('communities.domain')}</h2>
        <DomainFields now={now} />
        <h2>{t('communities.practice')}</h2>
        <Lines
          {...now('goal')}
          label={t('communities.firstGoal')}
          help={t('communities.firstGoalHelp')}
          rows={3}
          optional="unsaid"
        />
        <Line
          {...now('measure')}
          label={t('communities.measure')}
          help={t('communities.measureHelp')}
          optional="unsaid"
        />
        <Line {...now('by')} type="date" label={t('communities.byDay')} optional="unsaid" />
        <h2>{t('communities.people')}</h2>
        <Lines
          {...now('facilitators')}
          label={t('communities.withYou')}
          help={t('communities.withYouHelp')}
          rows={2}
          optional="unsaid"
        />
        <JoiningFields now={now} opened={false} />
        <ConductField now={now} />
        <h2>{t('communities.staying')}</h2>
        <HomeFields now={now} />
        <Choices
          name="sort"
          label={t('communities.sort')}
          choices={[
            { value: 'community', label: t('communities.aCommunity') },
            { value: 'programme', label: t('communities.aProgramme'), help: t('communities.programmeHelp') },
          ]}
          chosen={[now('sort').value || 'community']}
        />
        <Pick
          {...now('lang')}
          label={t('communities.language')}
          help={t('communities.languageHelp')}
          choices={languageChoices()}
        />
        <button class="button" type="submit">
          {t('communities.keepDraft')}
        </button>
        <p class="soft">{t('communities.draftWords')}</p>
      </form>
    </Page>
  )
}

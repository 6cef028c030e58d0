import type { Attempt } from '../../base/http/form.ts'
import { inReach, languageName, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Faults, Line, Lines, Pick } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { url, withQuery } from '../../ui/url.ts'
import { type About, namesIn } from '../../vocabularies/subjects.ts'
import { communityUrl } from '../address.ts'
import type { Community } from '../community.ts'
import { ConductField, DomainFields, HomeFields, JoiningFields, nowOf } from './CharterFields.tsx'

interface CharterFormProps {
  community: Community
  about: About
  /** The language its words are shown and changed in. */
  lang: string
  attempt?: Attempt
}

/** Changes what a charter says, in one language at a time. */
export const CharterFormPage = ({ community, about, lang, attempt }: CharterFormProps): JSX.Element => {
  const now = nowOf(attempt, valuesOf(community, about, lang))
  const others = Object.keys(community.name.texts).filter((one) => one !== lang)
  const at = url`/communities/${community.slug}/charter/change`
  return (
    <Page
      title={t('communities.changeCharter')}
      unlisted
      levels={[
        { name: t('communities.communities'), href: url`/communities` },
        { name: inReach(community.name).text, href: communityUrl(community) },
        { name: t('communities.charter'), href: url`/communities/${community.slug}/charter` },
      ]}
    >
      <h1>{t('communities.changeCharter')}</h1>
      {others.length > 0 && (
        <ul class="row">
          {others.map((one) => (
            <li>
              <a href={withQuery(at, new URLSearchParams(), { in: one })}>
                {t('communities.changeIn', { language: languageName(one) })}
              </a>
            </li>
          ))}
        </ul>
      )}
      <form class="form" method="post" action={at} novalidate>
        <Faults attempt={attempt} />
        <input type="hidden" name="version" value={now('version').value} />
        <Pick
          {...now('lang')}
          label={t('communities.language')}
          help={t('communities.languageHelp')}
          choices={languageChoices()}
        />
        <h2>{t('communities.domain')}</h2>
        <DomainFields now={now} />
        <Lines
          {...now('purpose')}
          label={t('communities.purpose')}
          help={t('communities.purposeHelp')}
          rows={4}
          optional
        />
        <h2>{t('communities.people')}</h2>
        <JoiningFields now={now} opened={community.state === 'published'} />
        <ConductField now={now} />
        <h2>{t('communities.staying')}</h2>
        <Lines
          {...now('resources')}
          label={t('communities.resources')}
          help={t('communities.resourcesHelp')}
          rows={3}
          optional
        />
        <Line {...now('resourcesUntil')} type="date" label={t('communities.resourcesUntil')} optional />
        <Line
          {...now('sponsor')}
          label={t('communities.sponsor')}
          help={t('communities.organisationHelp')}
          optional
        />
        <HomeFields now={now} />
        <Line
          {...now('successor')}
          label={t('communities.successor')}
          help={t('communities.successorHelp')}
          optional
        />
        <button class="button" type="submit">
          {t('communities.save')}
        </button>
      </form>
    </Page>
  )
}

const valuesOf = (community: Community, about: About, lang: string) => ({
  version: String(community.version),
  lang,
  name: community.name.texts[lang] ?? inReach(community.name).text,
  question: community.question?.texts[lang],
  conditions: community.conditions?.texts[lang],
  purpose: community.purpose?.texts[lang],
  conduct: community.conduct?.texts[lang],
  resources: community.resources?.texts[lang],
  homeless: community.homeless?.texts[lang],
  resourcesUntil: community.resourcesUntil,
  sponsor: community.sponsor?.slug,
  home: community.home?.slug,
  successor: community.successor?.slug,
  topics: namesIn(about, '/topics/'),
  places: namesIn(about, '/places/'),
  joining: community.joining,
  openTo: community.openTo,
  forGovernments: community.forGovernments ? 'yes' : undefined,
})

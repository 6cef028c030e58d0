import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { placeChoices } from '../../places/choosing.ts'
import type { Place } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { type Choice, Choices, Faults, Line, Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { url } from '../../ui/url.ts'
import { audienceName, lineKindName, offerName } from '../names.ts'
import { audiences, type LineKind, lineKinds, offers, type Profile } from '../profile.ts'
import { LineValue, type Named } from './Lines.tsx'

/** What someone says of themselves, line by line, each with whom it is for. */
export const ProfilePage = ({
  profile,
  attempt,
  ...named
}: Named & { profile: Profile; attempt?: Attempt }): JSX.Element => {
  // A line has a kind, and an audience of its own.
  const page = attempt?.values.kind === undefined ? attempt : undefined
  const name = typed(page, 'name')
  return (
    <Page title={t('people.changeProfile')} unlisted levels={[{ name: t('ui.me'), href: url`/desk` }]}>
      <h1>{t('people.changeProfile')}</h1>
      <p class="narrow-text">{t('people.profileWords')}</p>
      <Faults attempt={attempt} />
      <form class="form" method="post" action={url`/account/profile`} novalidate>
        <Line {...name} value={name.value ?? profile.name} label={t('people.name')} autocomplete="name" />
        <Choices
          name="audience"
          label={t('people.pageFor')}
          choices={audiences.filter((one) => one !== 'me').map(asChoice)}
          chosen={[String(page?.values.audience ?? profile.audience)]}
        />
        <button class="button" type="submit">
          {t('people.save')}
        </button>
      </form>
      {lineKinds.map((kind) => (
        <section class="stack gap-3" id={kind}>
          <h2>{lineKindName(kind)}</h2>
          <ul class="stack gap-2">
            {profile.lines
              .filter((line) => line.kind === kind)
              .map((line) => (
                <li class="row apart">
                  <span class="row gap-2">
                    <LineValue line={line} {...named} />
                    <small class="soft">{audienceName(line.audience)}</small>
                  </span>
                  <form method="post" action={url`/account/profile/lines/${line.id}/removal`}>
                    <button class="button quiet" type="submit">
                      {t('people.takeBack')}
                    </button>
                  </form>
                </li>
              ))}
          </ul>
          <NewLine
            kind={kind}
            attempt={attempt?.values.kind === kind ? attempt : undefined}
            places={named.places}
          />
        </section>
      ))}
      <p>
        <a href={url`/people/${profile.handle}`}>{t('people.seeProfile')}</a>
      </p>
    </Page>
  )
}

const asChoice = (value: (typeof audiences)[number]): Choice => ({ value, label: audienceName(value) })

const NewLine = ({
  kind,
  attempt,
  places,
}: {
  kind: LineKind
  attempt?: Attempt
  places: Map<number, Place>
}): JSX.Element => (
  <form class="inline-form" method="post" action={url`/account/profile/lines`} novalidate>
    <input type="hidden" name="kind" value={kind} />
    <Value kind={kind} attempt={attempt} places={places} />
    <Pick
      name="audience"
      id={`${kind}-audience`}
      label={t('people.forWhom')}
      value={String(attempt?.values.audience ?? 'members')}
      choices={audiences.map(asChoice)}
    />
    <button class="button quiet" type="submit">
      {t('people.add')}
    </button>
  </form>
)

function Value({
  kind,
  attempt,
  places,
}: {
  kind: LineKind
  attempt?: Attempt
  places: Map<number, Place>
}): JSX.Element {
  const field = { ...typed(attempt, 'value'), id: `${kind}-value`, label: lineKindName(kind) }
  switch (kind) {
    case 'about':
      return <Lines {...field} rows={3} />
    case 'language':
      return <Pick {...field} choices={languageChoices()} />
    case 'offer':
      return <Pick {...field} choices={offers.map((value) => ({ value, label: offerName(value) }))} />
    case 'place':
      return <Pick {...field} choices={placeChoices(places, 'area', 'country', 'region')} />
    case 'expertise':
      return <Line {...field} help={t('people.topicHelp')} />
    default:
      return <Line {...field} type={kind === 'link' ? 'url' : 'text'} />
  }
}

import { formatDate, t } from '../../base/i18n/t.ts'
import type { Card } from '../../base/things/kinds.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Face } from '../../ui/parts/Face.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { ReportLink } from '../../ui/parts/ReportLink.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { lineKindName } from '../names.ts'
import { type LineKind, lineKinds, type Profile } from '../profile.ts'
import { LineValue, type Named } from './Lines.tsx'

/** Who someone is, as far as they tell this reader. */
export const PersonPage = ({
  profile,
  credits,
  panels,
  ...named
}: Named & { profile: Profile; credits: Card[]; panels: JSX.Element[] }): JSX.Element => {
  const about = profile.lines.filter(({ kind }) => kind === 'about' || kind === 'role')
  const rest = lineKinds.filter(
    (kind) => kind !== 'about' && kind !== 'role' && profile.lines.some((line) => line.kind === kind),
  )
  return (
    <Page
      title={profile.name}
      unlisted={profile.audience !== 'everyone'}
      canonical={url`/people/${profile.handle}`}
    >
      <header class="row gap-4">
        <Face name={profile.name} />
        <div class="stack gap-2">
          <h1>{profile.name}</h1>
          {about
            .filter(({ kind }) => kind === 'role')
            .map((line) => (
              <p class="soft">
                <LineValue line={line} {...named} />
              </p>
            ))}
        </div>
      </header>
      {about
        .filter(({ kind }) => kind === 'about')
        .map((line) => (
          <p class="narrow-text">
            <LineValue line={line} {...named} />
          </p>
        ))}
      <Facts>
        {rest.map((kind) => (
          <Fact term={lineKindName(kind)}>
            <Values kind={kind} profile={profile} {...named} />
          </Fact>
        ))}
        {profile.organisations.length > 0 && (
          <Fact term={t('people.organisations')}>
            <ul class="stack gap-2">
              {profile.organisations.map(({ slug, name, work, speaksFor }) => (
                <li class="row gap-2">
                  <a href={url`/organisations/${slug}`}>
                    <Words text={name} />
                  </a>
                  {work && <span class="soft">{work}</span>}
                  {speaksFor && <Tag tone="ok">{t('people.speaksFor')}</Tag>}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Fact term={t('people.memberSince')}>{formatDate(new Date(profile.joined))}</Fact>
      </Facts>
      {profile.mine &&
        (profile.lines.length === 0 ? (
          <Empty next={{ href: url`/account/profile`, words: t('people.tellOfYourself') }}>
            {t('people.nothingTold')}
          </Empty>
        ) : (
          <p>
            <a class="button quiet" href={url`/account/profile`}>
              {t('people.changeProfile')}
            </a>
          </p>
        ))}
      {panels}
      {credits.length > 0 && (
        <section class="stack gap-4">
          <h2>{t('people.creditedFor')}</h2>
          <div class="grid">
            {credits.map((card) => (
              <ThingCard card={card} />
            ))}
          </div>
        </section>
      )}
      <p class="row gap-3">
        <a href={url`/people`}>{t('people.findOthers')}</a>
        {!profile.mine && <ReportLink of={profile.ref} />}
        {!profile.mine && (
          <a
            class="unprinted"
            href={withQuery(url`/account/quiet`, new URLSearchParams(), { of: profile.handle })}
            rel="nofollow"
          >
            {t('moderation.seeLess')}
          </a>
        )}
      </p>
    </Page>
  )
}

const Values = ({ kind, profile, ...named }: Named & { kind: LineKind; profile: Profile }): JSX.Element => (
  <ul class="row gap-2">
    {profile.lines
      .filter((line) => line.kind === kind)
      .map((line) => (
        <li>
          <LineValue line={line} {...named} />
        </li>
      ))}
  </ul>
)

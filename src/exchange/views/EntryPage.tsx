import type { Attempt } from '../../base/http/form.ts'
import { formatDate, formatList, inReach, languageName, t } from '../../base/i18n/t.ts'
import { everyone } from '../../base/viewer.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { Markdown } from '../../ui/parts/Markdown.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { ReportLink } from '../../ui/parts/ReportLink.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Label, Said } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import type { About } from '../../vocabularies/subjects.ts'
import { entryUrl } from '../address.ts'
import { type Entry, isOpen, isOver } from '../entry.ts'
import type { Match } from '../matched.ts'
import { forWhom, type Known, reasonSaid, takeUpStateName, timeName } from '../names.ts'
import type { TakeUp, Thanks } from '../take-up.ts'
import { EntryLine, SideTags } from './EntryLine.tsx'
import { TakeUpForm } from './TakeUpForm.tsx'
import { ThanksLines } from './ThanksLines.tsx'

export interface EntryProps extends Known {
  entry: Entry
  about: About
  matches: Match[]
  takeUps: Pick<TakeUp, 'ref' | 'state' | 'with' | 'at'>[]
  thanks: Thanks[]
  signedIn: boolean
  attempt?: Attempt
}

/** An offer or a need: what it is, whose, what meets it, and the way to take it up. */
export const EntryPage = (props: EntryProps): JSX.Element => {
  const { entry, thanks, attempt } = props
  return (
    <Page
      title={entry.title}
      canonical={entryUrl(entry)}
      unlisted={!isOpen(entry)}
      head={
        <link
          rel="alternate"
          type="application/json"
          href={entry.side === 'offer' ? url`/api/v1/offers/${entry.ref}` : url`/api/v1/needs/${entry.ref}`}
        />
      }
      levels={[
        { name: t('exchange.title'), href: url`/exchange` },
        ...(entry.community
          ? [
              {
                name: inReach(entry.community.name).text,
                href: url`/communities/${entry.community.slug}/exchange`,
              },
            ]
          : []),
      ]}
    >
      <header class="stack gap-3">
        <p class="row gap-2">
          <SideTags entry={entry} />
          {entry.circle !== everyone && <Tag tone="tacit">{forWhom(entry, everyone)}</Tag>}
        </p>
        <h1>
          <Said lang={entry.lang}>{entry.title}</Said>
        </h1>
      </header>
      <Faults attempt={attempt} />
      <Standing {...props} />
      <div class="with-rail">
        <div class="stack gap-6">
          {entry.words && <Markdown text={entry.words} lang={entry.lang} rank={2} />}
          {entry.mine ? <Own {...props} /> : <TakeUpForm {...props} />}
          <Matches {...props} />
          {thanks.length > 0 && (
            <section class="stack gap-3">
              <h2>{t('exchange.thanks')}</h2>
              <ThanksLines thanks={thanks} />
            </section>
          )}
        </div>
        <FactsOf {...props} />
      </div>
      {!entry.mine && (
        <p class="soft">
          <ReportLink of={entry.ref} />
        </p>
      )}
    </Page>
  )
}

const Standing = ({ entry }: EntryProps): JSX.Element | null => {
  if (entry.held) return <Notice>{t('exchange.waitsWords')}</Notice>
  if (entry.hidden)
    return <Notice tone="problem">{t('exchange.hiddenWords', { why: entry.hiddenWhy ?? '' })}</Notice>
  return isOver(entry) ? <Notice>{t('exchange.overWords')}</Notice> : null
}

const FactsOf = ({ entry, about }: EntryProps): JSX.Element => (
  <aside class="stack gap-5">
    <Facts>
      <Fact term={t('exchange.by')}>
        {entry.author?.open ? (
          <a href={url`/people/${entry.author.handle}`}>
            <bdi>{entry.author.name}</bdi>
          </a>
        ) : (
          <bdi>{entry.author?.name || t('exchange.aMember')}</bdi>
        )}
      </Fact>
      {entry.organisation && (
        <Fact term={t('exchange.forOrganisation')}>
          <a href={url`/organisations/${entry.organisation.slug}`}>{inReach(entry.organisation.name).text}</a>
        </Fact>
      )}
      {entry.interest && (
        <Fact term={t('exchange.interest')}>
          <Said lang={entry.lang}>{entry.interest}</Said>
        </Fact>
      )}
      {about.length > 0 && (
        <Fact term={t('collections.about')}>
          <ul class="row gap-2">
            {about.map(({ name, href }) => (
              <li>
                <Tag href={href}>
                  <Label of={name} />
                </Tag>
              </li>
            ))}
          </ul>
        </Fact>
      )}
      {entry.langs.length > 0 && (
        <Fact term={t('people.languages')}>{formatList(entry.langs.map(languageName), 'unit')}</Fact>
      )}
      {entry.time && <Fact term={t('exchange.time')}>{timeName(entry.time)}</Fact>}
      {entry.starts && <Fact term={t('exchange.from')}>{formatDate(entry.starts)}</Fact>}
      <Fact term={t('exchange.until')}>{formatDate(entry.until)}</Fact>
    </Facts>
  </aside>
)

const Own = ({ entry, takeUps }: EntryProps): JSX.Element => (
  <section class="stack gap-4">
    <h2>{t('exchange.whatCame')}</h2>
    {takeUps.length === 0 ? (
      <p class="soft">{t('exchange.nobodyYet')}</p>
    ) : (
      <ul class="stack gap-2">
        {takeUps.map((one) => (
          <li class="row gap-2">
            <a href={url`/take-ups/${one.ref}`}>
              <bdi>{one.with?.name || t('exchange.aMember')}</bdi>
            </a>
            <Tag>{takeUpStateName(one.state)}</Tag>
          </li>
        ))}
      </ul>
    )}
    {!entry.hidden && (
      <div class="row unprinted">
        {!entry.held && (
          <Act action={url`/exchange/${entry.ref}/renewal`}>
            {entry.ended ? t('exchange.openAgain') : t('exchange.renew')}
          </Act>
        )}
        {!entry.ended && <Act action={url`/exchange/${entry.ref}/ending`}>{t('exchange.end')}</Act>}
        {!entry.ended && <a href={url`/exchange/${entry.ref}/change`}>{t('exchange.change')}</a>}
      </div>
    )}
  </section>
)

const Matches = ({ entry, matches, places, topics, signedIn }: EntryProps): JSX.Element | null => {
  if (!entry.mine && matches.length === 0) return null
  const other = entry.side === 'offer' ? 'need' : 'offer'
  return (
    <section class="stack gap-3">
      <h2>{entry.side === 'offer' ? t('exchange.whoNeeds') : t('exchange.whoOffers')}</h2>
      {matches.length === 0 ? (
        <p class="soft">
          {t('exchange.noMatches')}{' '}
          <a href={withQuery(url`/exchange`, new URLSearchParams(), { side: other, what: entry.what })}>
            {t('exchange.lookAround')}
          </a>
        </p>
      ) : (
        <Feed>
          {matches.map((match) => (
            <EntryLine entry={match.entry} places={places} within>
              <p class="soft">{reasonSaid(match.reason, { places, topics })}</p>
            </EntryLine>
          ))}
        </Feed>
      )}
      {signedIn && entry.mine && entry.side === 'need' && (
        <p>
          <a
            href={withQuery(url`/experts`, new URLSearchParams(), {
              topic: topics.get(entry.topics[0] ?? 0)?.slug,
            })}
          >
            {t('exchange.toExperts')}
          </a>
        </p>
      )}
    </section>
  )
}

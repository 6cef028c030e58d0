import type { Attempt } from '../../base/http/form.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { newRef } from '../../base/ids.ts'
import { dayAfter } from '../../base/today.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Choices, Faults, Line, Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { asSentence } from '../../ui/sentence.ts'
import { url } from '../../ui/url.ts'
import { type About, namesIn } from '../../vocabularies/subjects.ts'
import { entryUrl } from '../address.ts'
import { audienceOf, type Entry, lasts, type Side, times, whats } from '../entry.ts'
import type { Choosable } from '../forms.ts'
import { timeName, whatName } from '../names.ts'
import { newUrl } from './ExchangePage.tsx'

interface FormProps {
  side: Side
  choosable: Choosable
  lang: string
  /** The one that is changed; else a new one. */
  entry?: Entry
  about?: About
  /** What is chosen before anything is: its kind, its community. */
  begun?: { what?: string; audience?: string; topics?: string }
  attempt?: Attempt
}

export const EntryFormPage = (props: FormProps): JSX.Element => {
  const { side, entry, attempt } = props
  const title = entry
    ? t('exchange.change')
    : side === 'offer'
      ? t('exchange.newOffer')
      : t('exchange.newNeed')
  return (
    <Page
      title={title}
      unlisted
      levels={[
        { name: t('exchange.title'), href: url`/exchange` },
        ...(entry ? [{ name: entry.title, href: entryUrl(entry) }] : []),
      ]}
    >
      <h1>{title}</h1>
      {!entry && (
        <p>
          <a href={newUrl(side === 'offer' ? 'need' : 'offer')}>
            {side === 'offer' ? t('exchange.ratherNeed') : t('exchange.ratherOffer')}
          </a>
        </p>
      )}
      <form
        class="form"
        method="post"
        action={entry ? url`/exchange/${entry.ref}/change` : url`/exchange`}
        novalidate
      >
        <Faults attempt={attempt} />
        {entry ? (
          <input type="hidden" name="version" value={String(entry.version)} />
        ) : (
          <>
            <input type="hidden" name="side" value={side} />
            <input type="hidden" name="once" value={typed(attempt, 'once').value ?? newRef()} />
          </>
        )}
        <What {...props} />
        <AboutFields {...props} />
        <How {...props} />
        <ForWhom {...props} />
        <button class="button" type="submit">
          {entry ? t('exchange.save') : side === 'offer' ? t('exchange.sayOffer') : t('exchange.sayNeed')}
        </button>
      </form>
    </Page>
  )
}

const now = (attempt: Attempt | undefined, name: string, value: string | null | undefined) => {
  const field = typed(attempt, name)
  return { ...field, value: field.value ?? value ?? undefined }
}

const What = ({ side, entry, lang, begun, attempt }: FormProps): JSX.Element => {
  const what = now(attempt, 'what', entry?.what ?? begun?.what)
  return (
    <>
      <Choices
        {...what}
        label={side === 'offer' ? t('exchange.whatOffered') : t('exchange.whatNeeded')}
        chosen={what.value ? [what.value] : []}
        choices={whats.map((value) => ({ value, label: asSentence(whatName(value)) }))}
      />
      <Line
        {...now(attempt, 'title', entry?.title)}
        label={t('exchange.inOneLine')}
        help={side === 'offer' ? t('exchange.offerHelp') : t('exchange.needHelp')}
      />
      <Lines
        {...now(attempt, 'words', entry?.words)}
        label={t('exchange.more')}
        help={t('exchange.moreHelp')}
        rows={5}
        optional
      />
      <Pick
        {...now(attempt, 'lang', entry?.lang ?? lang)}
        label={t('exchange.writtenIn')}
        choices={languageChoices()}
      />
    </>
  )
}

const AboutFields = ({ about = [], begun, attempt }: FormProps): JSX.Element => (
  <>
    <Lines
      {...now(attempt, 'topics', namesIn(about, '/topics/') || begun?.topics)}
      label={t('collections.topics')}
      help={t('collections.topicsHelp')}
      rows={2}
      optional="unsaid"
    />
    <Lines
      {...now(attempt, 'places', namesIn(about, '/places/'))}
      label={t('collections.places')}
      help={t('exchange.placesHelp')}
      rows={2}
      optional="unsaid"
    />
  </>
)

const How = ({ entry, attempt }: FormProps): JSX.Element => {
  const langs = attempt ? [attempt.values.langs ?? []].flat() : (entry?.langs ?? [])
  return (
    <>
      <Choices
        name="langs"
        label={t('exchange.languages')}
        help={t('exchange.languagesHelp')}
        fault={typed(attempt, 'langs').fault}
        several
        find={t('exchange.findLanguage')}
        chosen={langs}
        choices={languageChoices()}
        optional
      />
      <Pick
        {...now(attempt, 'time', entry?.time)}
        label={t('exchange.time')}
        optional
        choices={[
          { value: '', label: t('exchange.anyTime') },
          ...times.map((value) => ({ value, label: asSentence(timeName(value)) })),
        ]}
      />
      <Line {...now(attempt, 'starts', entry?.starts)} type="date" label={t('exchange.from')} optional />
      <Line
        {...now(attempt, 'until', entry?.until ?? dayAfter(lasts.days))}
        type="date"
        label={t('exchange.until')}
        help={t('exchange.untilHelp')}
      />
    </>
  )
}

const ForWhom = ({ side, entry, choosable, begun, attempt }: FormProps): JSX.Element => {
  return (
    <>
      <Pick
        {...now(attempt, 'audience', entry ? audienceOf(entry) : (begun?.audience ?? 'everyone'))}
        label={t('exchange.whoSees')}
        help={t('exchange.whoSeesHelp')}
        choices={[
          { value: 'everyone', label: t('exchange.forEveryone') },
          { value: 'members', label: t('exchange.forMembers') },
          ...choosable.communities.map(({ slug, name }) => ({
            value: slug,
            label: t('exchange.forCommunity', { community: inReach(name).text }),
          })),
        ]}
      />
      {choosable.speaksFor.length > 0 && (
        <>
          <Pick
            {...now(attempt, 'organisation', entry?.organisation?.slug)}
            label={t('conversations.speakAs')}
            optional
            choices={[
              { value: '', label: t('conversations.myself') },
              ...choosable.speaksFor.map(({ slug, name }) => ({ value: slug, label: inReach(name).text })),
            ]}
          />
          <Line
            {...now(attempt, 'interest', entry?.interest)}
            label={t('conversations.yourInterest')}
            help={t('conversations.yourInterestHelp')}
            optional
          />
        </>
      )}
      {side === 'offer' && !entry && !choosable.askable && (
        <Choices
          name="askable"
          label={t('exchange.askMe')}
          several
          optional
          chosen={attempt?.values.askable ? ['yes'] : []}
          choices={[{ value: 'yes', label: t('exchange.askMeWords') }]}
        />
      )}
    </>
  )
}

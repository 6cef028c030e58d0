import { formatList, label, languageName, t } from '../../base/i18n/t.ts'
import { placeChoices, placeNames } from '../../places/choosing.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { FeedItem } from '../../ui/parts/Feed.tsx'
import { type Choice, Line, Pick } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { url } from '../../ui/url.ts'
import type { Directory, FoundPerson } from '../directory.ts'
import { offerName } from '../names.ts'
import { type Offer, offers } from '../profile.ts'
import { Found } from './Found.tsx'
import type { Named } from './Lines.tsx'

export interface AskedPeople {
  q?: string
  /** A topic's slug, a place's code, a language, an offer. */
  topic?: string
  place?: string
  lang?: string
  offer?: string
  page: number
}

interface PeopleProps extends Named {
  asked: AskedPeople
  /** The names of the topic and place asked for. */
  topic?: string
  place?: string
  /** What of it there is; the rest was left out of the search. */
  known: Partial<Record<'topic' | 'place' | 'lang' | 'offer', unknown>>
  found: Directory
  size: number
  signedIn: boolean
}

/** Who knows X, near Y, in language Z. */
export const PeoplePage = ({
  asked,
  topic,
  place,
  known,
  found,
  size,
  signedIn,
  ...named
}: PeopleProps): JSX.Element => (
  <Found
    title={t('people.people')}
    words={t('people.peopleWords')}
    at={url`/people`}
    query={{ q: asked.q, topic: asked.topic, place: asked.place, in: asked.lang, offer: asked.offer }}
    page={asked.page}
    size={size}
    total={found.total}
    fields={
      <>
        <Line name="q" label={t('people.name')} value={asked.q} optional />
        <Line
          name="topic"
          label={t('people.knows')}
          value={asked.topic}
          fault={faultOf(asked.topic, known.topic)}
          optional
        />
        <Pick
          name="place"
          label={t('people.near')}
          value={asked.place ?? ''}
          fault={faultOf(asked.place, known.place)}
          optional
          choices={withChosen(
            [{ value: '', label: t('people.anywhere') }, ...placeChoices(named.places, 'area', 'country')],
            place !== undefined && asked.place ? { value: asked.place, label: place } : undefined,
          )}
        />
        <Pick
          name="in"
          label={t('people.speaks')}
          value={asked.lang ?? ''}
          fault={faultOf(asked.lang, known.lang)}
          optional
          choices={withChosen(
            [{ value: '', label: t('people.anyLanguage') }, ...languageChoices()],
            known.lang !== undefined && asked.lang
              ? { value: asked.lang, label: languageName(asked.lang) }
              : undefined,
          )}
        />
        <Pick
          name="offer"
          label={t('people.offers')}
          value={asked.offer ?? ''}
          fault={faultOf(asked.offer, known.offer)}
          optional
          choices={[
            { value: '', label: t('people.anything') },
            ...offers.map((value) => ({ value, label: offerName(value) })),
          ]}
        />
      </>
    }
    empty={
      <Empty
        next={
          signedIn
            ? { href: url`/account/profile`, words: t('people.tellOfYourself') }
            : { href: url`/join`, words: t('people.join') }
        }
        also={[
          { href: url`/people`, words: t('people.everybody') },
          { href: url`/organisations`, words: t('people.organisations') },
        ]}
      >
        {signedIn
          ? t('people.nobodyFound', {
              what: formatList([topic ?? '', place ?? ''].filter(Boolean)) || t('people.these'),
            })
          : t('people.nobodyOpen')}
      </Empty>
    }
  >
    {found.people.map((person) => (
      <Person person={person} {...named} />
    ))}
  </Found>
)

/** Said under what was asked for that there is not here. */
const faultOf = (asked: string | undefined, known: unknown): string | undefined =>
  asked !== undefined && known === undefined ? t('people.notKnown', { words: asked }) : undefined

/** Also what was come to by a link and is not in the list. */
const withChosen = (choices: Choice[], chosen: Choice | undefined): Choice[] =>
  chosen && !choices.some(({ value }) => value === chosen.value) ? [...choices, chosen] : choices

const Person = ({ person, topics, places }: Named & { person: FoundPerson }): JSX.Element => (
  <FeedItem
    by={person.name}
    meta={
      <>
        {person.places.length > 0 && <span>{placeNames(person.places, places)}</span>}
        {person.languages.length > 0 && <span>{formatList(person.languages.map(languageName), 'unit')}</span>}
        {person.offers.length > 0 && (
          <span>
            {formatList(
              person.offers.map((one) => offerName(one as Offer)),
              'unit',
            )}
          </span>
        )}
      </>
    }
  >
    <h2 class="small">
      <a href={url`/people/${person.handle}`}>{person.name}</a>
    </h2>
    {person.topics.length > 0 && (
      <p>
        {formatList(
          person.topics.flatMap((id) => (topics.has(id) ? label(topics.get(id)!.label) : [])),
          'unit',
        )}
      </p>
    )}
  </FeedItem>
)

import { languageName, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { type Choice, Line, Pick } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { asSentence } from '../../ui/sentence.ts'
import type { Url } from '../../ui/url.ts'
import { sides, whats } from '../entry.ts'
import { sideName, whatName } from '../names.ts'

/** What a list was asked for, as its address says it. */
export interface AskedList {
  side?: string
  what?: string
  topic?: string
  place?: string
  lang?: string
  page: number
}

/** Of topic, place and language: there is no such thing here, and it was left out. */
export type Unknown = Partial<Record<'topic' | 'place' | 'lang', boolean>>

export const queryOf = ({
  side,
  what,
  topic,
  place,
  lang,
}: AskedList): Record<string, string | undefined> => ({
  ...{ side, what, topic, place, in: lang },
})

interface FiltersProps {
  at: Url
  asked: AskedList
  unknown: Unknown
  places: Choice[]
  /** Without offer, need and kind: of people. */
  people?: boolean
}

export const Filters = ({ at, asked, unknown, places, people }: FiltersProps): JSX.Element => {
  const fault = (name: keyof Unknown) =>
    unknown[name] ? t('people.notKnown', { words: asked[name] ?? '' }) : undefined
  const langs = languageChoices()
  const other = asked.lang && !unknown.lang && !langs.some(({ value }) => value === asked.lang)
  return (
    <form class="inline-form" action={at}>
      {!people && (
        <>
          <Pick
            name="side"
            label={t('exchange.sides')}
            value={asked.side ?? ''}
            optional="unsaid"
            choices={[
              { value: '', label: t('exchange.both') },
              ...sides.map((value) => ({ value, label: asSentence(sideName(value)) })),
            ]}
          />
          <Pick
            name="what"
            label={t('exchange.what')}
            value={asked.what ?? ''}
            optional="unsaid"
            choices={[
              { value: '', label: t('people.anything') },
              ...whats.map((value) => ({ value, label: asSentence(whatName(value)) })),
            ]}
          />
        </>
      )}
      <Line
        name="topic"
        label={t('exchange.topic')}
        value={asked.topic}
        fault={fault('topic')}
        optional="unsaid"
      />
      <Pick
        name="place"
        label={t('exchange.place')}
        value={asked.place ?? ''}
        fault={fault('place')}
        optional="unsaid"
        choices={[{ value: '', label: t('people.anywhere') }, ...places]}
      />
      <Pick
        name="in"
        label={t('exchange.language')}
        value={asked.lang ?? ''}
        fault={fault('lang')}
        optional="unsaid"
        choices={[
          { value: '', label: t('people.anyLanguage') },
          ...langs,
          ...(other ? [{ value: asked.lang!, label: languageName(asked.lang!) }] : []),
        ]}
      />
      <button class="button" type="submit">
        {t('people.find')}
      </button>
    </form>
  )
}

import { languageName, t, tRich } from '../../base/i18n/t.ts'
import type { Shown } from '../../base/text.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Marks } from '../../ui/parts/Marks.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Said, Words } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { recordUrl } from '../address.ts'
import { markNames } from '../freshness/names.ts'
import { WhatToKnow } from '../freshness/views/WhatToKnow.tsx'
import { languagesOf } from '../languages.ts'
import { licenceId } from '../licence.ts'
import { kindName } from '../names.ts'
import type { RecordVersion } from '../reading.ts'
import { layerWords } from '../translating/layer-words.ts'

interface RecordHeaderProps {
  record: RecordVersion
  title: Shown
  summary: Shown
  /** It has no address yet at which it could be read in another language. */
  draft?: boolean
}

/** What it is, in which languages, and what a reader must know before trusting it. */
export const RecordHeader = ({ record, title, summary, draft }: RecordHeaderProps): JSX.Element => (
  <>
    <header class="stack gap-3">
      <Signs record={record} />
      <h1 class="title">
        <Said lang={title.lang}>{title.text}</Said>
      </h1>
      <p class="lead">
        <Said lang={summary.lang}>{summary.text}</Said>
        {summary.lang !== title.lang && (
          <small class="soft"> {t('records.inLanguage', { language: languageName(summary.lang) })}</small>
        )}
      </p>
      {!draft && <Languages record={record} shown={title.lang} />}
    </header>
    <State record={record} />
  </>
)

const Signs = ({ record }: { record: RecordVersion }): JSX.Element => (
  <p class="row gap-2">
    <Tag href={url`/search?kind=${record.kind}`}>{kindName(record.kind)}</Tag>
    <Tag tone={record.content.knowledge === 'research' ? 'explicit' : 'tacit'}>
      {record.content.knowledge === 'research' ? t('records.fromResearch') : t('records.fromExperience')}
    </Tag>
    {record.reviewed ? (
      <Tag tone="ok">{t('records.reviewedVersion', { number: record.number })}</Tag>
    ) : (
      <Tag>{t('records.notReviewed', { number: record.number })}</Tag>
    )}
    <Tag>{licenceId(record.content.licence)}</Tag>
    <Marks of={markNames(record.marks)} />
  </p>
)

/** Which language this is in, and the others it can be read in. */
const Languages = ({ record, shown }: { record: RecordVersion; shown: string }): JSX.Element => {
  const original = record.content.title.original
  const others = languagesOf(record.content).filter((lang) => lang !== shown)
  return (
    <p class="soft row gap-2">
      <span>
        {shown === original
          ? t('records.writtenIn', { language: languageName(original) })
          : t('records.translated', { language: languageName(shown), original: languageName(original) })}{' '}
        {record.layers?.[shown] && layerWords(record.layers[shown])}
      </span>
      {others.map((lang) => (
        <a href={withQuery(recordUrl(record), new URLSearchParams(), { read: lang })} hreflang={lang}>
          {t('records.readIn', { language: languageName(lang) })}
        </a>
      ))}
    </p>
  )
}

/** What a reader must know before trusting it: an older version, closed access, past its date. */
const State = ({ record }: { record: RecordVersion }): JSX.Element => (
  <>
    {record.number < record.newest && (
      <Notice tone="problem">
        <p>
          {tRich('records.olderVersion', {
            number: record.number,
            newest: record.newest,
            a: (inside) => <a href={recordUrl(record)}>{inside}</a>,
          })}
        </p>
      </Notice>
    )}
    {record.access.to !== 'everyone' && (
      <Notice>
        <p>{t('records.closed')}</p>
        {record.access.purpose && (
          <p>
            {t('records.purpose')} <Words text={record.access.purpose} />
          </p>
        )}
      </Notice>
    )}
    <WhatToKnow record={record} />
  </>
)

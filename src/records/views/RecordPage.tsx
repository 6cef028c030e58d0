import type { Pictured } from '../../base/files/address.ts'
import type { FileUse } from '../../base/files/uses.ts'
import { inReach, label, languageName, t, tRich } from '../../base/i18n/t.ts'
import type { Labels, Shown } from '../../base/text.ts'
import type { ReadAnswer, Reading } from '../../instruments/reading.ts'
import type { ReadKept } from '../../instruments/reading-kept.ts'
import { Answers, answersToc } from '../../instruments/views/Answers.tsx'
import { KeptAnswers } from '../../instruments/views/KeptAnswers.tsx'
import type { Names } from '../../instruments/views/Value.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Kept, type MadeHtml } from '../../ui/parts/Kept.tsx'
import { type Level, Levels } from '../../ui/parts/Levels.tsx'
import { Marks } from '../../ui/parts/Marks.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Toc } from '../../ui/parts/Toc.tsx'
import { Said, Words } from '../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { recordUrl } from '../address.ts'
import type { Alike, Linked } from '../around.ts'
import type { Tried } from '../evidence/use.ts'
import { markNames } from '../freshness/names.ts'
import { StillTrue } from '../freshness/views/StillTrue.tsx'
import { WhatToKnow } from '../freshness/views/WhatToKnow.tsx'
import { languagesOf } from '../languages.ts'
import { licenceId } from '../licence.ts'
import { kindName } from '../names.ts'
import type { RecordHead, RecordVersion } from '../reading.ts'
import { LayerWords } from '../translating/views/LayerWords.tsx'
import { Aside } from './Aside.tsx'
import { Glance } from './Glance.tsx'
import { HowItCameToBe } from './HowItCameToBe.tsx'

export interface RecordView {
  record: RecordVersion
  /** The title and summary in the language they are read in. */
  title: Shown
  summary: Shown
  reading: Reading
  glance: ReadAnswer[]
  /** Answers of an earlier edition that this one has no place for. */
  earlier: ReadKept[]
  /** What the answers name: places, records. */
  names: Names
  levels: Level[]
  places: { code: string; name: Labels }[]
  topics: { slug: string; label: Labels }[]
  linked: Linked[]
  alike: Alike[]
  cite: string
  files: FileUse[]
  /** The names of those that stand as pictures among the answers. */
  seen: string[]
  /** What its questionnaire puts first to look at. */
  picture?: Pictured
}

/** The frame of a record's page; `RecordMain` makes what stands in it. */
export const RecordPage = ({
  head,
  address,
  main,
  signedIn,
  keepsFiles,
  changes,
  answers,
  panels,
}: {
  head: RecordHead
  address: Url
  /** By `RecordMain`. */
  main: MadeHtml
  signedIn: boolean
  /** The reader may add files and take them away. */
  keepsFiles?: boolean
  /** The reader may write the next version. */
  changes?: boolean
  /** The reader may say whether it is still true, which it is time for. */
  answers?: boolean
  /** What other rooms add. */
  panels: JSX.Element[]
}): JSX.Element => (
  <Page
    title={inReach(head.content.title).text}
    description={inReach(head.content.summary).text}
    canonical={address}
    head={<link rel="alternate" type="application/json" href={url`/api/v1/records/${head.ref}`} />}
  >
    <Kept html={main} />
    {answers && <StillTrue record={head} />}
    {signedIn && (
      <div class="row gap-2 unprinted">
        {changes && (
          <form method="post" action={url`/records/${head.ref}/changes`}>
            <button class="button quiet" type="submit">
              {t('records.change')}
            </button>
          </form>
        )}
        {keepsFiles && (
          <a class="button quiet" href={url`/records/${head.ref}/files`}>
            {t('records.keepFiles')}
          </a>
        )}
        <a class="button quiet" href={url`/records/${head.ref}/translation`}>
          {t('records.languages')}
        </a>
        <a class="button quiet" href={url`/records/${head.ref}/custodian`}>
          {t('records.whoKeepsIt')}
        </a>
      </div>
    )}
    {panels}
  </Page>
)

/** All of the page but its frame; of a draft, of which nobody says that they `tried` it, what stands in it only. */
export const RecordMain = ({
  draft,
  tried,
  ...view
}: RecordView & { draft?: boolean; tried?: Tried }): JSX.Element => {
  const { record, title, summary, reading } = view
  return (
    <>
      <Levels trail={view.levels} />
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
      <div class="with-rail with-toc">
        <Toc
          sections={[
            ...(view.glance.length || view.picture
              ? [{ label: t('records.atAGlance'), href: url`#at-a-glance` }]
              : []),
            ...answersToc(reading),
            { label: t('records.placesAndTopics'), href: url`#places-and-topics` },
            { label: t('records.howItCameToBe'), href: url`#how-it-came-to-be` },
            ...(draft ? [] : [{ label: t('evidence.doesItWork'), href: url`#does-it-work` }]),
          ]}
        />
        <article class="stack gap-6">
          {(view.glance.length > 0 || view.picture) && (
            <Glance answers={view.glance} names={view.names} picture={view.picture} />
          )}
          <Answers reading={reading} names={view.names} />
          <Anchors {...view} />
          <HowItCameToBe record={record} linked={view.linked} />
          <KeptAnswers kept={view.earlier} names={view.names} />
        </article>
        {!draft && (
          <Aside
            record={record}
            tried={tried}
            alike={view.alike}
            cite={view.cite}
            files={view.files}
            seen={view.seen}
          />
        )}
      </div>
    </>
  )
}

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
        {record.layers?.[shown] && <LayerWords layer={record.layers[shown]} />}
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

const Anchors = ({ places, topics }: Pick<RecordView, 'places' | 'topics'>): JSX.Element => (
  <section class="stack gap-3" id="places-and-topics">
    <h2>{t('records.placesAndTopics')}</h2>
    <ul class="row gap-2">
      {places.map(({ code, name }) => (
        <li>
          <Tag href={url`/places/${code}`}>{label(name)}</Tag>
        </li>
      ))}
      {topics.map((topic) => (
        <li>
          <Tag href={url`/topics/${topic.slug}`}>{label(topic.label)}</Tag>
        </li>
      ))}
    </ul>
  </section>
)

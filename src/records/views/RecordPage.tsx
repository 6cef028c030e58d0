import type { Pictured } from '../../base/files/address.ts'
import type { FileUse } from '../../base/files/uses.ts'
import { inReach, label, t } from '../../base/i18n/t.ts'
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
import { ReportLink } from '../../ui/parts/ReportLink.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Toc } from '../../ui/parts/Toc.tsx'
import { type Url, url, withQuery } from '../../ui/url.ts'
import type { Alike, Linked } from '../around.ts'
import type { Tried } from '../evidence/use.ts'
import { StillTrue } from '../freshness/views/StillTrue.tsx'
import type { RecordHead } from '../heads.ts'
import type { RecordVersion } from '../reading.ts'
import type { ToldPart } from '../telling/parts.ts'
import { AsTold } from '../telling/views/AsTold.tsx'
import { Aside } from './Aside.tsx'
import { Glance } from './Glance.tsx'
import { HowItCameToBe } from './HowItCameToBe.tsx'
import { RecordHeader } from './RecordHeader.tsx'

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
  /** Of a story: what is told at length, which `reading` says not again. */
  told?: ToldPart[]
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
        {changes && (
          <a
            class="button quiet"
            href={withQuery(url`/write`, new URLSearchParams(), { replaces: head.ref })}
          >
            {t('records.replaceIt')}
          </a>
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
        {keepsFiles && (
          <a class="button quiet" href={url`/records/${head.ref}/withdrawal`}>
            {t('review.withdraw')}
          </a>
        )}
      </div>
    )}
    {panels}
    <p class="soft">
      <ReportLink of={head.ref} />
    </p>
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
      <RecordHeader record={record} title={title} summary={summary} draft={draft} />
      <div class="with-rail with-toc">
        <Toc
          sections={[
            ...(view.glance.length || view.picture
              ? [{ label: t('records.atAGlance'), href: url`#at-a-glance` }]
              : []),
            ...(view.told ? [{ label: t('telling.theStory'), href: url`#as-told` }] : []),
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
          {view.told && <AsTold parts={view.told} credits={record.credits} />}
          <Answers reading={reading} names={view.names} />
          <Anchors {...view} />
          <HowItCameToBe record={record} linked={view.linked} draft={draft} />
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

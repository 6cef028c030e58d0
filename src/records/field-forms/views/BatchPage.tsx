import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { pick } from '../../../base/text.ts'
import { isAnswered, valuesOf } from '../../../instruments/answer.ts'
import type { Definition } from '../../../instruments/definition.ts'
import type { Edition } from '../../../instruments/editions.ts'
import { instrumentLevels } from '../../../instruments/views/frame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Upload } from '../../../ui/parts/Upload.tsx'
import { url } from '../../../ui/url.ts'
import { type Batch, type Brought, linesShown } from '../batches.ts'
import { madeAtOnce } from '../making-drafts.ts'

interface BatchPageProps {
  batch: Batch
  edition: Edition
  definition: Definition
  lines: Brought[]
  /** How many can still be made drafts. */
  left: number
  /** Of an undoing: how many somebody has written at since. */
  stayed?: number
  /** How many pictures and files the drafts wait for, and how many just came. */
  wanted: number
  attached: number
  page: number
  attempt?: Attempt
}

/** What was in a file from the field, line by line, and what is made of it. */
export const BatchPage = (props: BatchPageProps): JSX.Element => {
  const { batch, edition, lines, left, stayed = 0, page, attempt } = props
  const here = url`/submissions/${batch.ref}`
  return (
    <Page
      title={batch.file}
      unlisted
      levels={[
        ...instrumentLevels(edition),
        { name: t('workshop.fromTheField'), href: url`/instruments/${edition.slug}/submissions` },
      ]}
    >
      <header class="stack gap-3">
        <h1>
          <bdi>{batch.file}</bdi>
        </h1>
        <p class="lead">{t('workshop.readLead', { count: batch.submissions })}</p>
      </header>
      <Faults attempt={attempt} />
      {stayed > 0 && <Notice tone="tacit">{t('workshop.stayed', { count: stayed })}</Notice>}
      <div class="row gap-2">
        {left > 0 && (
          <form method="post" action={url`/submissions/${batch.ref}/drafts`}>
            <button class="button" type="submit">
              {t('workshop.makeDrafts', { count: Math.min(left, madeAtOnce) })}
            </button>
          </form>
        )}
        {batch.made > 0 && (
          <form method="post" action={url`/submissions/${batch.ref}/undoing`}>
            <button class="button quiet" type="submit">
              {t('workshop.undoDrafts')}
            </button>
          </form>
        )}
        {batch.made > 0 && <a href={url`/write`}>{t('workshop.yourDrafts')}</a>}
      </div>
      {props.attached > 0 && (
        <Notice tone="ok">{t('workshop.mediaAttached', { count: props.attached })}</Notice>
      )}
      {props.wanted > 0 && <Media {...props} />}
      <ol class="stack" start={(page - 1) * linesShown + 1}>
        {lines.map((line) => (
          <Line line={line} {...props} />
        ))}
      </ol>
      <Pages page={page} size={linesShown} total={batch.submissions} at={here} />
    </Page>
  )
}

const Media = ({ batch, wanted }: BatchPageProps): JSX.Element => (
  <form
    class="form"
    method="post"
    action={url`/submissions/${batch.ref}/files`}
    enctype="multipart/form-data"
    data-turbo="false"
  >
    <h2>{t('workshop.media')}</h2>
    <Upload
      name="files"
      several
      label={t('workshop.mediaFiles', { count: wanted })}
      help={t('workshop.mediaHelp')}
    />
    <button class="button quiet" type="submit">
      {t('workshop.bringMedia')}
    </button>
  </form>
)

function Line({ line, definition, batch }: BatchPageProps & { line: Brought }): JSX.Element {
  const { answers, faults, draft, made, here } = line
  const count = Object.values(answers).reduce(
    (sum, rows) =>
      sum +
      rows.reduce((inRow, { id: _, ...row }) => inRow + Object.values(row).filter(isAnswered).length, 0),
    0,
  )
  const slot = definition.fills?.title
  const title =
    slot && pick(valuesOf(slot, answers)[0] as Record<string, string> | undefined, batch.lang)?.text
  return (
    <li class="card">
      <h2>
        {draft ? (
          <a href={url`/drafts/${draft}`}>
            <bdi>{title || t('workshop.submission', { number: line.number })}</bdi>
          </a>
        ) : (
          <bdi>{title || t('workshop.submission', { number: line.number })}</bdi>
        )}
      </h2>
      <p class="row gap-2">
        <span class="soft">{t('workshop.answersRead', { count })}</span>
        {draft && here && <Tag tone="ok">{t('workshop.isDraft')}</Tag>}
        {draft && !here && <Tag>{t('workshop.wasBrought')}</Tag>}
        {made && !draft && <Tag>{t('workshop.wasDraft')}</Tag>}
        {count === 0 && <Tag tone="problem">{t('workshop.nothingToKeep')}</Tag>}
      </p>
      {faults.length > 0 && (
        <details class="fold" open={count === 0}>
          <summary>{t('workshop.notRead', { count: faults.length })}</summary>
          <ul>
            {faults.map(({ place, message }) => (
              <li>{place ? t('workshop.cannot', { place, message }) : message}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

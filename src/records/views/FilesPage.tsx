import { fileUrl, pictured } from '../../base/files/address.ts'
import { takenEndings } from '../../base/files/types.ts'
import type { FileUse } from '../../base/files/uses.ts'
import type { Attempt } from '../../base/http/form.ts'
import { formatDate, formatList, label, languageName, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Faults, Line, typed } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Picture } from '../../ui/parts/Picture.tsx'
import { Upload } from '../../ui/parts/Upload.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { within } from '../../ui/url.ts'
import type { HeldFiles } from '../keeping-files.ts'
import { aboutFile } from './Files.tsx'

interface FilesPageProps extends HeldFiles {
  /** The largest file that is taken and how many at a time, in megabytes. */
  limits: { megabytes: number; files: number }
  /** What was sent and how it went; `file` says of which file. */
  attempt?: Attempt & { file?: string; kept?: number }
}

/** Where whoever keeps a record or writes a draft adds files, says what they show, orders them and takes them away. */
export const FilesPage = (props: FilesPageProps): JSX.Element => {
  const { holder, files, removed, limits, attempt } = props
  return (
    <Page title={t('records.filesOf')} unlisted>
      <h1>{t('records.filesOf')}</h1>
      <p class="lead">
        <a href={holder.href}>
          <Words text={holder.title} />
        </a>
      </p>
      {attempt?.kept ? <Notice tone="ok">{t('records.filesKept', { count: attempt.kept })}</Notice> : null}
      <Faults attempt={attempt} />
      <form class="form" method="post" action={within(holder.at, 'files')} enctype="multipart/form-data">
        <h2>{t('records.addFiles')}</h2>
        <Upload
          name="files"
          several
          accept={takenEndings}
          label={t('records.chooseFiles')}
          help={t('records.filesHelp', limits)}
        />
        <button class="button" type="submit">
          {t('records.send')}
        </button>
      </form>
      <section class="stack gap-5">
        <h2>{t('records.filesHere', { count: files.length })}</h2>
        {files.length === 0 && (
          <Empty next={{ href: holder.href, words: t('records.backToRecord') }}>{t('records.noFiles')}</Empty>
        )}
        <ol class="stack gap-5">
          {files.map((file, i) => (
            <li class="card">
              <OneFile file={file} position={i + 1} {...props} />
            </li>
          ))}
        </ol>
      </section>
      {removed.length > 0 && <Removed holder={holder} removed={removed} />}
    </Page>
  )
}

function OneFile({
  file,
  position,
  holder,
  attempt,
}: FilesPageProps & { file: FileUse; position: number }): JSX.Element {
  const picture = pictured(file)
  const tried = attempt?.file === file.ref ? attempt : undefined
  /** Several forms stand on this page: what was typed into one is put back into that one only. */
  const field = (name: string, value: string | number | undefined) => {
    const again = typed(tried, name)
    return { ...again, value: again.value ?? String(value ?? ''), name, id: `${name}-${file.ref}` }
  }
  return (
    <>
      <h3>
        <a href={fileUrl(file)}>
          <bdi>{file.name}</bdi>
        </a>
      </h3>
      <p class="soft">{formatList(aboutFile(file), 'unit')}</p>
      {picture && <Picture of={picture} alt={label(file.caption) || file.name} sizes="20rem" />}
      <form class="form" method="post" action={within(holder.at, 'files', file.ref)} novalidate>
        {holder.langs.map((lang) => (
          <Line
            {...field(`caption-${lang}`, file.caption[lang])}
            label={t('records.captionIn', { language: languageName(lang) })}
            optional
          />
        ))}
        <Line {...field('credit', file.credit)} label={t('records.fileCredit')} optional />
        <Line {...field('licence', file.licence)} label={t('records.fileLicence')} optional />
        <Line {...field('position', position)} label={t('records.filePosition')} type="number" />
        <button class="button quiet" type="submit">
          {t('records.saveFile')}
        </button>
      </form>
      <form method="post" action={within(holder.at, 'files', file.ref, 'removal')}>
        <button class="button quiet" type="submit">
          {t('records.removeFile', { name: file.name })}
        </button>
      </form>
    </>
  )
}

const Removed = ({ holder, removed }: Pick<HeldFiles, 'holder' | 'removed'>): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('records.filesRemoved')}</h2>
    <p class="soft">{t('records.filesRemovedHelp')}</p>
    <ul class="stack gap-3">
      {removed.map((file) => (
        <li class="row">
          <span>
            <bdi>{file.name}</bdi> · {formatDate(file.removed!)}
          </span>
          <form method="post" action={within(holder.at, 'files', file.ref, 'return')}>
            <button class="button quiet" type="submit">
              {t('records.returnFile', { name: file.name })}
            </button>
          </form>
        </li>
      ))}
    </ul>
  </section>
)

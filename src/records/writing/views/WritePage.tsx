import type { Attempt } from '../../../base/http/form.ts'
import { languageName, t } from '../../../base/i18n/t.ts'
import { isRecordKind } from '../../../instruments/definition.ts'
import type { Edition } from '../../../instruments/editions.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Pick } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Label, Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import { kindName } from '../../names.ts'
import type { RecordVersion } from '../../reading.ts'
import { draftsPerPage, type ListedDraft } from '../drafts.ts'
import { nameOfDraft } from '../naming.ts'

export interface WritePageProps {
  drafts: ListedDraft[]
  total: number
  page: number
  /** Those that make records. */
  instruments: Edition[]
  lang: string
  /** The record that is adapted, where one is. */
  adapts?: RecordVersion
  /** The one that was found otherwise. */
  contradicts?: RecordVersion
  /** The one that it is to take the place of. */
  replaces?: RecordVersion
  /** The questionnaire asked for. */
  chosen?: string
  /** How often they are asked to write with others. */
  invited: number
  attempt?: Attempt
}

/** What one writes at, and how one begins. */
export const WritePage = (props: WritePageProps): JSX.Element => {
  const { drafts, total, page, invited, attempt } = props
  return (
    <Page title={t('writing.write')} unlisted>
      <header class="stack gap-2">
        <h1 class="title">{t('writing.write')}</h1>
        <p class="lead narrow-text">{t('writing.writeWords')}</p>
      </header>
      <Faults attempt={attempt} />
      {invited > 0 && (
        <Notice>
          <p>
            <a href={url`/write/invitations`}>{t('contributors.invitedCount', { count: invited })}</a>
          </p>
        </Notice>
      )}
      {total > 0 && (
        <section class="stack gap-4">
          <h2>{t('writing.mine')}</h2>
          <ul class="stops">
            {drafts.map((draft) => (
              <li>
                <a href={url`/drafts/${draft.ref}`}>{nameOfDraft(draft)}</a>
                <span class="soft">
                  {draft.state !== 'draft' && `${t('writing.withReviewers')} · `}
                  {languageName(draft.lang)} · <Ago at={new Date(draft.changed)} />
                </span>
              </li>
            ))}
          </ul>
          <Pages page={page} size={draftsPerPage} total={total} at={url`/write`} />
        </section>
      )}
      <Begin {...props} />
    </Page>
  )
}

const Begin = ({
  instruments,
  lang,
  adapts,
  contradicts,
  replaces,
  chosen,
  attempt,
}: WritePageProps): JSX.Element => (
  <form class="form" method="post" action={url`/drafts`}>
    <h2>{t('writing.beginNew')}</h2>
    {adapts && <Other rel="adapts" words={t('writing.adapting')} record={adapts} />}
    {contradicts && <Other rel="contradicts" words={t('writing.contradicting')} record={contradicts} />}
    {replaces && <Other rel="replaces" words={t('writing.replacing')} record={replaces} />}
    <Choices
      name="instrument"
      label={t('writing.whatToWrite')}
      chosen={[attempt?.values.instrument ?? chosen ?? []].flat()}
      choices={instruments.map(({ slug, title, summary, makes, review, questions }) => ({
        value: slug,
        label: <Label of={title} fallback={slug} />,
        help: (
          <>
            {isRecordKind(makes) && `${kindName(makes)} · `}
            {t('writing.length', { count: questions })} · {reviewWords(review)}
            {summary && (
              <>
                <br />
                <Label of={summary} />
              </>
            )}
          </>
        ),
      }))}
    />
    <Pick
      name="lang"
      label={t('writing.inWhichLanguage')}
      help={t('writing.inWhichLanguageHelp')}
      value={String(attempt?.values.lang ?? lang)}
      choices={languageChoices()}
    />
    <button class="button" type="submit">
      {t('writing.begin')}
    </button>
  </form>
)

const reviewWords = (review: string): string =>
  review === 'none'
    ? t('writing.reviewNone')
    : review === 'light'
      ? t('writing.reviewLight')
      : t('writing.reviewFull')

/** What the new record is to another. */
const Other = ({
  rel,
  words,
  record,
}: {
  rel: string
  words: string
  record: RecordVersion
}): JSX.Element => (
  <Notice>
    <p>
      {words}{' '}
      <a href={recordUrl(record)}>
        <Words text={record.content.title} />
      </a>
    </p>
    <input type="hidden" name={rel} value={record.ref} />
  </Notice>
)

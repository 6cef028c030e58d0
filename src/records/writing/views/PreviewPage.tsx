import { languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { RecordMain } from '../../views/RecordPage.tsx'
import { nameOfDraft } from '../naming.ts'
import type { Preview } from '../preview.ts'

/** A draft as its record will be read. */
export const PreviewPage = ({ manuscript: { draft }, view }: Preview): JSX.Element => (
  <Page title={nameOfDraft(draft)} unlisted>
    <Notice tone="tacit">
      <p>{t('writing.previewWords')}</p>
      <p class="row gap-3">
        <a href={url`/drafts/${draft.ref}`}>{t('writing.backToWriting')}</a>
        <a href={url`/drafts/${draft.ref}/checks`}>{t('writing.check')}</a>
        {Object.keys(view.record.content.title.texts)
          .filter((lang) => lang !== view.title.lang)
          .map((lang) => (
            <a
              href={withQuery(url`/drafts/${draft.ref}/preview`, new URLSearchParams(), { read: lang })}
              hreflang={lang}
            >
              {t('records.readIn', { language: languageName(lang) })}
            </a>
          ))}
      </p>
    </Notice>
    <RecordMain {...view} draft />
  </Page>
)

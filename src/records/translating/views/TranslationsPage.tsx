import { languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Pick } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import { languagesOf } from '../../languages.ts'
import { layerWords } from '../layer-words.ts'
import { type RecordInLanguages, type WaitingForTranslation, waitingPerPage } from '../waiting.ts'

/** What waits to be carried over into a language. */
export const TranslationsPage = ({ lang, records, total, page }: WaitingForTranslation): JSX.Element => (
  <Page title={t('records.toTranslate')} unlisted>
    <h1 class="title">{t('records.toTranslate')}</h1>
    <form class="inline-form" method="get" action={url`/translations`}>
      <Pick name="to" label={t('records.intoLanguage')} value={lang} choices={languageChoices()} />
      <button class="button quiet" type="submit">
        {t('records.showThese')}
      </button>
    </form>
    {records.length === 0 ? (
      <Empty next={{ href: url`/search`, words: t('records.lookAround') }}>
        {t('records.nothingToTranslate', { language: languageName(lang) })}
      </Empty>
    ) : (
      <ul class="stops">
        {records.map(({ ref, title, original, left, old }) => (
          <li>
            <a href={url`/records/${ref}/translation/${lang}`}>
              <Words text={title} />
            </a>
            <span class="soft">
              {t('records.textsLeft', { count: left })}{' '}
              {old > 0 ? t('records.movedOn') : t('records.writtenIn', { language: languageName(original) })}
            </span>
          </li>
        ))}
      </ul>
    )}
    <Pages page={page} size={waitingPerPage} total={total} at={url`/translations`} asked={{ to: lang }} />
  </Page>
)

/** The languages of one record, and the way to another. */
export const RecordLanguagesPage = ({ record, layers }: RecordInLanguages): JSX.Element => {
  const langs = languagesOf(record.content)
  const { original } = record.content.title
  return (
    <Page
      title={t('records.languages')}
      unlisted
      levels={[{ name: <Words text={record.content.title} />, href: recordUrl(record) }]}
    >
      <h1 class="title">{t('records.languages')}</h1>
      <ul class="stops">
        {langs.map((lang) => (
          <li>
            {lang === original ? (
              <span>{asSentence(languageName(lang))}</span>
            ) : (
              <a href={url`/records/${record.ref}/translation/${lang}`}>{asSentence(languageName(lang))}</a>
            )}
            <span class="soft">
              {lang === original
                ? t('records.writtenIn', { language: languageName(lang) })
                : layers[lang]
                  ? layerWords(layers[lang])
                  : t('records.saidItself')}
            </span>
          </li>
        ))}
      </ul>
      <form class="inline-form" method="get" action={url`/records/${record.ref}/translation`}>
        <Pick
          name="to"
          label={t('records.intoLanguage')}
          choices={languageChoices().filter(({ value }) => !langs.includes(value))}
        />
        <button class="button" type="submit">
          {t('records.translateIt')}
        </button>
      </form>
    </Page>
  )
}

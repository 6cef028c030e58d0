import type { Attempt } from '../../../base/http/form.ts'
import { direction } from '../../../base/i18n/reader.ts'
import { languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url, withQuery } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import type { TranslatedText } from '../texts.ts'
import { type Translating, textsPerPage } from '../translations.ts'

/** A record beside itself in another language: what it says, and a field for each text. */
export const TranslationPage = (props: Translating & { attempt?: Attempt }): JSX.Element => {
  const { record, lang, texts, page, total, done, stale, mayCheck, attempt } = props
  const at = url`/records/${record.ref}/translation/${lang}`
  return (
    <Page
      title={t('records.translationInto', { language: languageName(lang) })}
      unlisted
      levels={[{ name: <Words text={record.content.title} />, href: recordUrl(record) }]}
    >
      <header class="stack gap-2">
        <h1 class="title">{t('records.translationInto', { language: languageName(lang) })}</h1>
        <p class="soft">{t('records.textsDone', { done, total })}</p>
      </header>
      {stale > 0 && (
        <Notice tone="tacit">
          <p>{t('records.textsStale', { count: stale })}</p>
        </Notice>
      )}
      <Faults attempt={attempt} />
      <form class="stack gap-6" method="post" action={at} novalidate>
        <input type="hidden" name="page" value={String(page)} />
        {texts.map((text) => (
          <One {...props} text={text} />
        ))}
        <p class="row gap-3">
          <button class="button" type="submit">
            {t('records.saveTranslation')}
          </button>
        </p>
      </form>
      {total > textsPerPage && (
        <Pager
          page={page}
          size={textsPerPage}
          total={total}
          address={(n) => withQuery(at, new URLSearchParams(), { page: String(n) })}
        />
      )}
      {mayCheck && done > 0 && (
        <form
          class="stack gap-3"
          method="post"
          action={url`/records/${record.ref}/translation/${lang}/check`}
        >
          <p class="narrow-text">{t('records.checkTranslationHelp')}</p>
          <button class="button quiet" type="submit">
            {t('records.checkTranslation')}
          </button>
        </form>
      )}
    </Page>
  )
}

const One = ({
  record,
  lang,
  text: { path, label, source, words, own, before, machine },
  attempt,
}: Translating & { text: TranslatedText; attempt?: Attempt }): JSX.Element => {
  const { original } = record.content.title
  const given = typed(attempt, path)
  const lines = Math.min(12, Math.max(2, Math.ceil(source.length / 60)))
  return (
    <div class="tongues">
      <div class="stack gap-1">
        <h2 class="asked">{label}</h2>
        <p class="said">
          <Said lang={original}>{source}</Said>
        </p>
        {before !== undefined && (
          <details class="fold">
            <summary>{t('records.saidBefore')}</summary>
            <p class="said">
              <del>
                <Said lang={original}>{before}</Said>
              </del>
            </p>
          </details>
        )}
      </div>
      <div>
        {own ? (
          <div class="stack gap-1">
            <p class="asked">{asSentence(languageName(lang))}</p>
            <p class="said">
              <Said lang={lang}>{words}</Said>
            </p>
            <p class="help">{t('records.saidItself')}</p>
          </div>
        ) : (
          <>
            <input type="hidden" name={`of:${path}`} value={source} />
            <input type="hidden" name={`was:${path}`} value={words} />
            <Lines
              {...given}
              value={given.value ?? words}
              label={asSentence(languageName(lang))}
              help={machine ? t('records.byMachine', { service: machine }) : undefined}
              rows={lines}
              spoken={{ lang, dir: direction(lang) }}
              optional="unsaid"
            />
            {before !== undefined && (
              <label class="choice">
                <input type="checkbox" name={`same:${path}`} value="yes" />
                <span>{t('records.stillTheSame')}</span>
              </label>
            )}
          </>
        )}
      </div>
    </div>
  )
}

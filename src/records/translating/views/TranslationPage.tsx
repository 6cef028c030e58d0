import type { Attempt } from '../../../base/http/form.ts'
import { direction } from '../../../base/i18n/reader.ts'
import { languageName, t } from '../../../base/i18n/t.ts'
import { translationService } from '../../../base/machine/translation.ts'
import { markOf } from '../../../base/mark-of.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { type Url, url } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import type { Offered } from '../leaving-the-house.ts'
import type { TranslatedText } from '../texts.ts'
import { type Translating, textsPerPage } from '../translations.ts'

/** A record beside itself in another language: what it says, and a field for each text. */
export const TranslationPage = (props: Translating & { attempt?: Attempt }): JSX.Element => {
  const { record, lang, texts, page, total, done, stale, mayCheck, machine, attempt } = props
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
      {machine && <p class="help">{machineWords(machine)}</p>}
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
          {texts.some(({ own, words }) => !own && !words) && (
            <Propose {...props}>{t('records.proposeAll')}</Propose>
          )}
        </p>
      </form>
      <Pages page={page} size={textsPerPage} total={total} at={at} />
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

const machineWords = (machine: Offered): string =>
  ({
    offered: () => t('records.machineOffered', { service: translationService() ?? '' }),
    closed: () => t('records.machineClosed'),
    'of-a-group': () => t('records.machineOfGroup'),
  })[machine]()

/** A button that has the service propose words: at one place, or wherever there are none on the page. */
const Propose = ({
  record,
  lang,
  machine,
  at = '',
  children,
}: Translating & { at?: string; children: Child }): JSX.Element | null =>
  machine === 'offered' ? (
    <button
      class="button quiet"
      type="submit"
      formaction={`${url`/records/${record.ref}/translation/${lang}/proposals`}${at && url`#${at}`}` as Url}
      name="propose"
      value={at}
      data-turbo="false"
    >
      {children}
    </button>
  ) : null

const One = (props: Translating & { text: TranslatedText; attempt?: Attempt }): JSX.Element => {
  const { lang, attempt } = props
  const { path, label, source, from, words, own, before, machine } = props.text
  const given = typed(attempt, path)
  const lines = Math.min(12, Math.max(2, Math.ceil(source.length / 60)))
  const proposed = typed(attempt, `machine:${path}`).value
  const service = proposed ? translationService() : machine
  return (
    <div class="tongues">
      <div class="stack gap-1">
        <h2 class="asked">{label}</h2>
        <p class="said">
          <Said lang={from}>{source}</Said>
        </p>
        {before !== undefined && (
          <details class="fold">
            <summary>{t('records.saidBefore')}</summary>
            <p class="said">
              <del>
                <Said lang={from}>{before}</Said>
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
          <div class="stack gap-2">
            <input
              type="hidden"
              name={`of:${path}`}
              value={typed(attempt, `of:${path}`).value ?? markOf(source)}
            />
            <input type="hidden" name={`was:${path}`} value={markOf(words)} />
            {proposed && <input type="hidden" name={`machine:${path}`} value={proposed} />}
            <Lines
              {...given}
              value={given.value ?? words}
              label={asSentence(languageName(lang))}
              help={service ? t('records.byMachine', { service }) : undefined}
              rows={lines}
              spoken={{ lang, dir: direction(lang) }}
              optional="unsaid"
            />
            {(before !== undefined || service) && (
              <label class="choice">
                <input type="checkbox" name={`same:${path}`} value="yes" />
                <span>{before !== undefined ? t('records.stillTheSame') : t('records.machineRead')}</span>
              </label>
            )}
            {!words && !proposed && (
              <Propose {...props} at={path}>
                {t('records.propose')}
              </Propose>
            )}
          </div>
        )}
      </div>
    </div>
  )
}

import { reader } from '../../base/i18n/reader.ts'
import { languageName, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Lines, Pick } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { Said } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { mostOfSummary } from '../summary.ts'
import { serviceFor } from '../summing-by-machine.ts'
import type { Thread } from '../thread.ts'

/** Two lines of a thread, in the reader's language where somebody wrote them; and the way to write them. */
export const InShort = ({ thread, maySumUp }: { thread: Thread; maySumUp: boolean }): JSX.Element | null => {
  const { lang } = reader()
  const own = thread.summaries.find((one) => one.lang === lang)
  const shown = own ?? thread.summaries[0]
  const service = serviceFor(thread)
  if (!shown && !maySumUp) return null
  return (
    <section class="stack gap-2" id="in-short">
      {shown && (
        <p class="notice">
          <span>
            <b>{t('conversations.inShort')}</b> <Said lang={shown.lang}>{shown.words}</Said>{' '}
            <span class="soft">
              {shown.machine
                ? t('conversations.byMachine')
                : shown.by && t('conversations.summedUpBy', { name: shown.by })}
            </span>
          </span>
        </p>
      )}
      {maySumUp && service && !own && (
        <form class="unprinted" method="post" action={url`/threads/${thread.ref}/summary/machine`}>
          <input type="hidden" name="lang" value={lang} />
          <button class="button quiet" type="submit" aria-describedby="summing-help">
            {t('summing.ask')}
          </button>
          <p class="help" id="summing-help">
            {t('summing.help', { service })}
          </p>
        </form>
      )}
      {maySumUp && (
        <details class="unprinted">
          <summary class="action">{t('conversations.sumUp')}</summary>
          <form class="form" method="post" action={url`/threads/${thread.ref}/summary`}>
            <Lines
              name="words"
              id="summary-words"
              label={t('conversations.twoLines', { language: languageName(own?.lang ?? lang) })}
              help={t('conversations.twoLinesHelp', { most: mostOfSummary })}
              value={own?.words}
              rows={2}
              optional="unsaid"
            />
            <Pick
              name="lang"
              id="summary-lang"
              label={t('conversations.language')}
              value={lang}
              choices={languageChoices()}
            />
            <button class="button quiet" type="submit">
              {t('conversations.save')}
            </button>
          </form>
        </details>
      )}
    </section>
  )
}

import type { Attempt } from '../../../base/http/form.ts'
import { formatNumber, languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Label } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { Together } from '../../contributors/views/Together.tsx'
import type { Quotes } from '../../write-up/checking.ts'
import type { Draft } from '../drafts.ts'
import { nameOfDraft } from '../naming.ts'
import type { RailStop } from '../section-view.ts'
import { Rail, StopName, stopUrl } from './Rail.tsx'

export interface DraftPageProps {
  draft: Draft
  rail: RailStop[]
  /** The viewer began it, and may put it away. */
  own: boolean
  clashes: number
  /** Where those whom it quotes are asked. */
  quotes?: Quotes
  attempt?: Attempt
}

/** A draft as a whole: how far it has come, what to do next, and in which languages it is written. */
export const DraftPage = ({ draft, rail, own, clashes, quotes, attempt }: DraftPageProps): JSX.Element => {
  const next = rail.find(({ asked, answered }) => answered < asked) ?? rail[0]!
  const [essentials] = rail
  const started = rail.some(({ answered }) => answered > 0)
  return (
    <Page title={nameOfDraft(draft)} unlisted levels={[{ name: t('writing.mine'), href: url`/write` }]}>
      <header class="stack gap-2">
        <h1 class="title">{nameOfDraft(draft)}</h1>
        <p class="soft">
          <Label of={draft.definition.title} /> · {t('writing.changed')} <Ago at={new Date(draft.changed)} />
        </p>
      </header>
      <Faults attempt={attempt} />
      {clashes > 0 && (
        <Notice tone="problem">
          <p>{t('writing.clashes', { count: clashes })}</p>
        </Notice>
      )}
      {quotes && (
        <Notice tone="tacit">
          <p>
            <a href={url`/write-ups/${quotes.ref}`}>{t('writeup.asked')}</a>
            {t('ui.colon')}
            {t('writeup.waiting', { count: quotes.waiting })}{' '}
            {t('writeup.leftOut', { count: quotes.leftOut })}
          </p>
        </Notice>
      )}
      <div class="with-toc">
        <Rail draft={draft} rail={rail} />
        <div class="stack gap-6">
          <section class="stack gap-3">
            <p class="lead narrow-text">
              {essentials!.answered < essentials!.asked
                ? t('writing.stillNeeded', { count: essentials!.asked - essentials!.answered })
                : t('writing.enoughToPublish')}
            </p>
            <p class="row gap-3">
              <a class="button" href={stopUrl(draft, next)}>
                {started ? t('writing.goOn') : t('writing.begin')}
              </a>
              <a class="button quiet" href={url`/drafts/${draft.ref}/preview`}>
                {t('writing.preview')}
              </a>
              <a class="button quiet" href={url`/drafts/${draft.ref}/checks`}>
                {t('writing.check')}
              </a>
              <a class="button quiet" href={url`/drafts/${draft.ref}/files`}>
                {t('writing.files')}
              </a>
            </p>
          </section>
          <section class="stack gap-3">
            <h2>{t('writing.sections')}</h2>
            <ol class="stops">
              {rail.map((stop) => (
                <li>
                  <a href={stopUrl(draft, stop)}>
                    <StopName stop={stop} />
                  </a>
                  <progress max={stop.asked} value={stop.answered} aria-hidden="true" />
                  <span class="soft">
                    {t('writing.far', {
                      answered: formatNumber(stop.answered),
                      asked: formatNumber(stop.asked),
                    })}
                  </span>
                </li>
              ))}
            </ol>
          </section>
          <Together draft={draft} />
          <Languages draft={draft} attempt={attempt} />
          <Away draft={draft} own={own} />
        </div>
      </div>
    </Page>
  )
}

type LanguagesProps = { draft: Draft; attempt: Attempt | undefined }

const Languages = ({ draft: { ref, langs }, attempt }: LanguagesProps): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('writing.languages')}</h2>
    <p class="narrow-text">{t('writing.writtenIn', { languages: langs.map(languageName).join(', ') })}</p>
    <form class="inline-form" method="post" action={url`/drafts/${ref}/languages`}>
      <Pick
        {...typed(attempt, 'lang')}
        label={t('writing.alsoIn')}
        choices={languageChoices().filter(({ value }) => !langs.includes(value))}
      />
      <button class="button quiet" type="submit">
        {t('writing.addLanguage')}
      </button>
    </form>
  </section>
)

const Away = ({ draft: { ref }, own }: Pick<DraftPageProps, 'draft' | 'own'>): JSX.Element | null =>
  own ? (
    <details class="fold">
      <summary>{t('writing.putAway')}</summary>
      <form class="stack gap-3" method="post" action={url`/drafts/${ref}/removal`}>
        <p class="narrow-text">{t('writing.putAwayWords')}</p>
        <button class="button quiet" type="submit">
          {t('writing.putAwayForGood')}
        </button>
      </form>
    </details>
  ) : null

import type { Attempt } from '../../../base/http/form.ts'
import { languageName, t } from '../../../base/i18n/t.ts'
import { Answers } from '../../../instruments/views/Answers.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Line, typed } from '../../../ui/parts/Fields.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url, withQuery } from '../../../ui/url.ts'
import { Glance } from '../../views/Glance.tsx'
import { nameOfDraft } from '../../writing/naming.ts'
import type { Preview } from '../../writing/preview.ts'
import { DrawnFields } from './DraftConsentPage.tsx'

type ReadBackPageProps = Preview & { attempt?: Attempt; today: string }

/** The whole text, large and plain, to be read out in one language; at the end, who agreed. */
export const ReadBackPage = ({ manuscript, view, attempt, today }: ReadBackPageProps): JSX.Element => {
  const { draft } = manuscript
  const { lang } = view.title
  return (
    <Page
      title={t('consent.readBack')}
      unlisted
      levels={[
        { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}` },
        { name: t('consent.consent'), href: url`/drafts/${draft.ref}/consent` },
      ]}
    >
      <p class="row gap-3 unprinted">
        <span>{t('consent.readOut')}</span>
        {draft.langs.map((one) =>
          one === lang ? (
            <strong>{asSentence(languageName(one))}</strong>
          ) : (
            <a
              hreflang={one}
              href={withQuery(url`/drafts/${draft.ref}/read-back`, new URLSearchParams(), { read: one })}
            >
              {asSentence(languageName(one))}
            </a>
          ),
        )}
      </p>
      <article class="read-back stack gap-6">
        <h1 class="title">
          <Said lang={view.title.lang}>{view.title.text}</Said>
        </h1>
        <p class="lead">
          <Said lang={view.summary.lang}>{view.summary.text}</Said>
        </p>
        {view.glance.length > 0 && <Glance answers={view.glance} names={view.names} />}
        <Answers reading={view.reading} names={view.names} />
      </article>
      <form
        class="form unprinted"
        method="post"
        action={withQuery(url`/drafts/${draft.ref}/read-back`, new URLSearchParams(), { read: lang })}
        novalidate
      >
        <h2>{t('consent.atTheEnd')}</h2>
        <p class="narrow-text">{t('consent.atTheEndWords')}</p>
        <Faults attempt={attempt} />
        <DrawnFields draft={draft} attempt={attempt} />
        <input type="hidden" name="lang" value={lang} />
        <Line
          {...typed(attempt, 'by')}
          label={t('consent.whoAgreed')}
          help={t('consent.whoSpokeHelp')}
          autocomplete="off"
        />
        <Line
          {...typed(attempt, 'on')}
          value={typed(attempt, 'on').value ?? today}
          type="date"
          label={t('consent.agreedOn')}
        />
        <button class="button" type="submit">
          {t('consent.wasReadAndAgreed')}
        </button>
      </form>
    </Page>
  )
}

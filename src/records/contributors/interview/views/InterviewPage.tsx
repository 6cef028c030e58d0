import { randomUUID } from 'node:crypto'
import type { Attempt } from '../../../../base/http/form.ts'
import { interfaceLanguages, isInterfaceLanguage, reader } from '../../../../base/i18n/reader.ts'
import { t } from '../../../../base/i18n/t.ts'
import type { Lang } from '../../../../base/text.ts'
import type { JSX } from '../../../../ui/jsx/elements.ts'
import { Page } from '../../../../ui/Page.tsx'
import { Choices, Faults, Pick } from '../../../../ui/parts/Fields.tsx'
import { Label } from '../../../../ui/parts/Words.tsx'
import { asSentence } from '../../../../ui/sentence.ts'
import { url, withQuery } from '../../../../ui/url.ts'
import { roleName } from '../../../names.ts'
import type { Draft } from '../../../writing/drafts.ts'
import { nameOfDraft } from '../../../writing/naming.ts'
import { settling } from '../../../writing/views/ClashNotice.tsx'
import { Field } from '../../../writing/views/Field.tsx'
import { Keeper } from '../../../writing/views/Keeper.tsx'
import type { Credit } from '../../people.ts'
import type { Screen } from '../interviewing.ts'

interface SpeakerPageProps {
  draft: Draft
  speakers: Credit[]
  attempt?: Attempt
}

const nameOf = ({ name, role }: Credit): string =>
  t('contributors.credit', { role: asSentence(roleName(role)), who: name ?? t('contributors.unnamed') })

/** Who is going to speak, and in which language they are asked. */
export const SpeakerPage = ({ draft, speakers, attempt }: SpeakerPageProps): JSX.Element => (
  <Page
    title={t('contributors.interview')}
    unlisted
    levels={[
      { name: t('writing.mine'), href: url`/write` },
      { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}` },
    ]}
  >
    <header class="stack gap-2">
      <h1 class="title">{t('contributors.interview')}</h1>
      <p class="lead narrow-text">{t('contributors.interviewWords')}</p>
    </header>
    <Faults attempt={attempt} />
    <form class="form" method="post" action={url`/drafts/${draft.ref}/interview`} novalidate>
      <Choices
        name="speaks"
        label={t('contributors.whoSpeaks')}
        help={<a href={url`/drafts/${draft.ref}/people#others`}>{t('contributors.addWhoSpeaks')}</a>}
        chosen={[[attempt?.values.speaks ?? String(speakers[0]?.id ?? '')].flat()[0]!]}
        choices={speakers.map((one) => ({ value: String(one.id), label: nameOf(one) }))}
      />
      <Pick
        name="in"
        label={t('contributors.askedIn')}
        help={t('contributors.askedInHelp')}
        value={isInterfaceLanguage(draft.lang) ? draft.lang : reader().lang}
        choices={Object.entries(interfaceLanguages).map(([value, label]) => ({ value, label }))}
      />
      <button class="button" type="submit">
        {t('contributors.beginToAsk')}
      </button>
    </form>
  </Page>
)

interface InterviewPageProps extends Screen {
  lang: Lang
  again: boolean
  attempt?: Attempt
}

/** One question, large; what is answered is kept whichever way one goes on. */
export const InterviewPage = (props: InterviewPageProps): JSX.Element => {
  const { draft, speaker, step, at, of, first, saidBy, lang, again, places, clashes, attempt } = props
  const hidden = {
    speaks: String(speaker.id),
    in: lang,
    at: step.path,
    again: again ? '1' : '',
    revision: String(attempt?.values.revision ?? draft.revision),
    page: String(attempt?.values.page ?? randomUUID()),
  }
  return (
    <Page title={t('contributors.interview')} unlisted>
      <form
        class="interview form writing"
        method="post"
        action={url`/drafts/${draft.ref}/interview/answers`}
        novalidate
      >
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {/* What the Enter key presses. */}
        <button type="submit" name="act" value="next" hidden>
          {t('contributors.next')}
        </button>
        <header class="stack gap-1">
          <h1 class="soft small">{step.section ? <Label of={step.section} /> : t('writing.essentials')}</h1>
          <p class="soft row gap-3">
            <span>{t('contributors.speaks', { who: speaker.name ?? roleName(speaker.role) })}</span>
            <span>{t('contributors.nthOf', { at, of })}</span>
          </p>
          <progress max={of} value={at} aria-hidden="true" />
        </header>
        <Faults attempt={attempt} />
        <div class="question">
          <Field
            asked={step.asked}
            row={step.row}
            answer={step.answer}
            langs={[lang]}
            places={places}
            attempt={attempt}
            clashes={clashes}
            settle={settling}
          />
        </div>
        <Keeper draft={draft} at="interview" />
        {saidBy && <p class="soft">{t('contributors.saidBy', { name: saidBy })}</p>}
        <div class="row gap-2">
          <button class="button" type="submit" name="act" value="next">
            {t('contributors.next')}
          </button>
          {!first && (
            <button class="button quiet" type="submit" name="act" value="back">
              {t('contributors.back')}
            </button>
          )}
          <button class="button quiet" type="submit" name="act" value="later">
            {t('contributors.later')}
          </button>
          <button class="button quiet" type="submit" name="act" value="skip">
            {t('contributors.skip')}
          </button>
        </div>
      </form>
      <p>
        <a href={withQuery(url`/drafts/${draft.ref}/read-back`, new URLSearchParams(), { read: lang })}>
          {t('contributors.endHere')}
        </a>
      </p>
    </Page>
  )
}

/** Nothing is left to ask. */
export const AllAskedPage = ({ draft, lang }: SpeakerPageProps & { lang: Lang }): JSX.Element => (
  <Page
    title={t('contributors.interview')}
    unlisted
    levels={[{ name: nameOfDraft(draft), href: url`/drafts/${draft.ref}` }]}
  >
    <h1>{t('contributors.interview')}</h1>
    <p class="lead">{t('contributors.allAsked')}</p>
    <p>
      <a
        class="button"
        href={withQuery(url`/drafts/${draft.ref}/read-back`, new URLSearchParams(), { read: lang })}
      >
        {t('consent.readBack')}
      </a>
    </p>
  </Page>
)

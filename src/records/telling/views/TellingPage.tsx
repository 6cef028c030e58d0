import { randomUUID } from 'node:crypto'
import type { Attempt } from '../../../base/http/form.ts'
import { direction } from '../../../base/i18n/reader.ts'
import { label, t } from '../../../base/i18n/t.ts'
import type { Asked } from '../../../instruments/lookup.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Line, Lines } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import { headPath } from '../../writing/head.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import { onlyRow } from '../../writing/path.ts'
import { settling } from '../../writing/views/ClashNotice.tsx'
import { Field } from '../../writing/views/Field.tsx'
import { Keeper } from '../../writing/views/Keeper.tsx'
import type { TellingView } from '../telling.ts'
import { Voice } from './Voice.tsx'

type TellingPageProps = TellingView & { attempt?: Attempt }

/** What a good listener asks, one after another, in large fields; each may be said instead. */
export const TellingPage = (props: TellingPageProps): JSX.Element => {
  const { draft, asked, attempt } = props
  const hidden = {
    revision: String(attempt?.values.revision ?? draft.revision),
    page: String(attempt?.values.page ?? randomUUID()),
  }
  return (
    <Page
      title={nameOfDraft(draft)}
      unlisted
      levels={[
        { name: t('telling.tell'), href: url`/tell` },
        { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}` },
      ]}
    >
      <header class="stack gap-2">
        <h1 class="title">{t('telling.tellIt')}</h1>
        <p class="lead narrow-text">
          {props.story?.toldFor ? t('telling.tellTheirs') : t('telling.tellYours')}
        </p>
      </header>
      <form class="form writing telling" method="post" action={url`/drafts/${draft.ref}/telling`} novalidate>
        {Object.entries(hidden).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {/* What the Enter key presses. */}
        <button type="submit" name="act" value="stay" hidden>
          {t('writing.save')}
        </button>
        <Faults attempt={attempt} />
        {asked.told.map((one) => (
          <Told {...props} one={one} />
        ))}
        {asked.besides.map((one) => (
          <div class="question" data-question={`${one.slot.replace('/', `/${onlyRow}/`)}`}>
            <OneField {...props} one={one} />
          </div>
        ))}
        <Head {...props} question="title" />
        <Head {...props} question="summary" />
        <Keeper draft={draft} at="telling" />
        <div class="row gap-3">
          <button class="button" type="submit" name="act" value="next">
            {t('telling.goOnToSharing')}
          </button>
          <button class="button quiet" type="submit" name="act" value="stay">
            {t('telling.keepForNow')}
          </button>
        </div>
      </form>
      <p class="soft">
        <a href={url`/drafts/${draft.ref}`}>{t('telling.allQuestions')}</a>
      </p>
    </Page>
  )
}

function Told({ one, ...props }: TellingPageProps & { one: Asked }): JSX.Element {
  const recorded = props.recordings.get(one.slot)
  return (
    <div class="question stack gap-2" data-question={one.slot.replace('/', `/${onlyRow}/`)}>
      <OneField {...props} one={one} />
      {recorded && <Voice recorded={recorded} label={label(one.question.label)} />}
      <p>
        <button class="button quiet" type="submit" name="act" value={`voice:${one.slot}`}>
          {recorded ? t('telling.sayAgain') : t('telling.sayInstead')}
          <span class="unseen">
            {t('ui.colon')}
            {label(one.question.label)}
          </span>
        </button>
      </p>
    </div>
  )
}

const OneField = ({
  one,
  draft,
  written,
  places,
  clashes,
  attempt,
}: TellingPageProps & { one: Asked }): JSX.Element => (
  <Field
    asked={one}
    row={onlyRow}
    answer={written.answers[one.group.id]?.[0]?.[one.question.id]}
    langs={draft.langs}
    places={places}
    clashes={clashes}
    settle={settling}
    attempt={attempt}
  />
)

function Head({
  question,
  draft,
  written,
  attempt,
}: TellingPageProps & { question: 'title' | 'summary' }): JSX.Element {
  const name = headPath(question, draft.lang)
  const said = written.head[question] as Record<string, string> | undefined
  const field = {
    name,
    value: [attempt?.values[name] ?? said?.[draft.lang] ?? ''].flat()[0],
    fault: attempt?.errors.find((one) => one.field === name)?.message,
    spoken: { lang: draft.lang, dir: direction(draft.lang) },
    optional: 'unsaid' as const,
  }
  return (
    <div class="question" data-question={headPath(question)}>
      {question === 'title' ? (
        <Line {...field} label={t('telling.called')} help={t('telling.calledHelp')} />
      ) : (
        <Lines {...field} label={t('telling.inShort')} help={t('telling.inShortHelp')} rows={2} />
      )}
    </div>
  )
}

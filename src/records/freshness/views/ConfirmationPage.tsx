import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, inReach, t } from '../../../base/i18n/t.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults, Line, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { plainWords } from '../../../vocabularies/plain-words.ts'
import { recordUrl } from '../../address.ts'
import type { Looking } from '../looking.ts'
import { Said } from './Said.tsx'
import { WhatToKnow } from './WhatToKnow.tsx'

type ConfirmationPageProps = Looking & { attempt?: Attempt }

/** Whether a record is still true: what is known of that, and for whoever may say so a button and a field. */
export const ConfirmationPage = (props: ConfirmationPageProps): JSX.Element => {
  const { record, due, asked, said, hidden, answers, tends, attempt } = props
  const { text: title } = inReach(record.content.title)
  return (
    <Page
      title={t('freshness.isItTrue', { title })}
      unlisted
      levels={[{ name: <Words text={record.content.title} />, href: recordUrl(record) }]}
    >
      <h1>{t('freshness.isItStillTrue')}</h1>
      <p class="lead">
        <a href={recordUrl(record)}>
          <Words text={record.content.title} />
        </a>
      </p>
      <p class="narrow-text">
        <Words text={record.content.summary} />
      </p>
      <Faults attempt={attempt} />
      <WhatToKnow record={record} />
      {hidden.length > 0 && (
        <Notice tone="problem">
          <p>{t('freshness.quotesHidden', { count: hidden.length })}</p>
          <ul class="stack gap-1">
            {hidden.map((words) => (
              <li>{plainWords(words)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <p>
        {t('freshness.lastAndNext', { looked: formatDate(record.marks.looked), due: formatDate(due) })}
        {asked.custodian > 0 && ` ${t('freshness.askedCustodian', { count: asked.custodian })}`}
        {asked.community > 0 && ` ${t('freshness.askedNear', { count: asked.community })}`}
      </p>
      {answers && <Yes {...props} />}
      {answers && <No {...props} />}
      {tends && <Act action={url`/records/${record.ref}/changes`}>{t('records.change')}</Act>}
      {tends && <When {...props} />}
      <section class="stack gap-3">
        <h2>{t('freshness.whoLooked')}</h2>
        {said.length === 0 ? (
          <Empty next={{ href: recordUrl(record), words: t('freshness.readIt') }}>
            {t('freshness.nobodyLooked')}
          </Empty>
        ) : (
          <Said said={said} />
        )}
      </section>
    </Page>
  )
}

const Yes = ({ record, next, attempt }: ConfirmationPageProps): JSX.Element => (
  <form class="form" method="post" action={url`/records/${record.ref}/confirmation`} novalidate>
    <input type="hidden" name="version" value={String(record.number)} />
    <p class="help">{t('freshness.stillTrueHelp', { day: formatDate(next) })}</p>
    <details open={attempt?.values.until !== undefined}>
      <summary>{t('freshness.sayMore')}</summary>
      <div class="stack">
        <Lines {...typed(attempt, 'note')} label={t('freshness.note')} rows={3} optional />
        <Line
          {...typed(attempt, 'until')}
          label={t('freshness.until')}
          help={t('freshness.untilHelp', { day: formatDate(next) })}
          type="date"
          optional
        />
      </div>
    </details>
    <button class="button" type="submit">
      {t('freshness.stillTrue')}
    </button>
  </form>
)

const No = ({ record, attempt, tends }: ConfirmationPageProps): JSX.Element => (
  <form class="form" method="post" action={url`/records/${record.ref}/doubt`} novalidate>
    <h2>{t('freshness.notTrue')}</h2>
    <input type="hidden" name="version" value={String(record.number)} />
    <Lines
      {...typed(attempt, 'wrong')}
      label={t('freshness.whatIsWrong')}
      help={t('freshness.whatIsWrongHelp')}
      rows={4}
    />
    <button class="button quiet" type="submit">
      {t('freshness.mark')}
    </button>
    {tends && record.marks.doubted && <Notice>{t('freshness.mendIt')}</Notice>}
  </form>
)

const When = ({ record, due, attempt }: ConfirmationPageProps): JSX.Element => (
  <form class="form" method="post" action={url`/records/${record.ref}/review-date`} novalidate>
    <h2>{t('freshness.when')}</h2>
    <Line
      {...typed(attempt, 'day')}
      value={typed(attempt, 'day').value ?? due}
      label={t('freshness.day')}
      help={t('freshness.dayHelp')}
      type="date"
    />
    <button class="button quiet" type="submit">
      {t('freshness.setDay')}
    </button>
  </form>
)

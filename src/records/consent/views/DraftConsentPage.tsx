import { randomUUID } from 'node:crypto'
import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { url } from '../../../ui/url.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import { ClashNotice, settling } from '../../writing/views/ClashNotice.tsx'
import type { ConsentView, DraftConsent } from '../consenting.ts'
import { ConsentFields } from './ConsentFields.tsx'
import { ConsultedFields } from './ConsultedFields.tsx'

export type DraftConsentPageProps = ConsentView & { attempt?: Attempt }

/** What a group agreed to, whether the text was read back to them, and who was consulted. */
export const DraftConsentPage = (props: DraftConsentPageProps): JSX.Element => {
  const { draft, consent, needed, attempt } = props
  return (
    <Page
      title={t('consent.consent')}
      unlisted
      levels={[
        { name: t('writing.mine'), href: url`/write` },
        { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}` },
      ]}
    >
      <header class="stack gap-2">
        <h1 class="title">{t('consent.consent')}</h1>
        <p class="lead narrow-text">{t('consent.consentWords')}</p>
      </header>
      <Faults attempt={attempt} />
      {needed && !consent && (
        <Notice tone="problem">
          <p>{t('consent.missing')}</p>
        </Notice>
      )}
      <ReadBackNotice {...props} />
      <form class="form" method="post" action={url`/drafts/${draft.ref}/consent`} novalidate>
        <DrawnFields {...props} />
        {/* What the Enter key presses. */}
        <button type="submit" name="act" value="keep" hidden>
          {t('consent.record')}
        </button>
        {props.clashes.map((clash) => (
          <ClashNotice clash={clash} settle={settling}>
            {summary(clash.value as DraftConsent | null)}
          </ClashNotice>
        ))}
        <ConsentFields lang={draft.lang} consent={consent} attempt={attempt} />
        <div class="row gap-2">
          <button class="button" type="submit" name="act" value="keep">
            {t('consent.record')}
          </button>
          {consent && (
            <button class="button quiet" type="submit" name="act" value="drop">
              {t('consent.drop')}
            </button>
          )}
        </div>
      </form>
      <form class="form" id="consulted" method="post" action={url`/drafts/${draft.ref}/consulted`} novalidate>
        <DrawnFields {...props} />
        <ConsultedFields {...props} />
        <button class="button" type="submit">
          {t('consent.keepCounts')}
        </button>
      </form>
    </Page>
  )
}

/** What a page was drawn with: who answers after it sees what others said meanwhile. */
export const DrawnFields = ({
  draft,
  attempt,
}: Pick<DraftConsentPageProps, 'draft' | 'attempt'>): JSX.Element => (
  <>
    <input type="hidden" name="revision" value={String(attempt?.values.revision ?? draft.revision)} />
    <input type="hidden" name="page" value={String(attempt?.values.page ?? randomUUID())} />
  </>
)

const summary = (value: DraftConsent | null): string =>
  value
    ? [value.by, value.group, ...Object.values(value.for?.texts ?? {})].filter(Boolean).join(' · ')
    : t('consent.drop')

const ReadBackNotice = ({ draft, consent, readBack }: ConsentView): JSX.Element => (
  <Notice tone={readBack === 'changed since' ? 'problem' : readBack === 'read back' ? 'ok' : 'tacit'}>
    <p>
      {readBack === 'changed since'
        ? t('consent.changedSince')
        : readBack === 'read back'
          ? t('consent.wasReadBack', { name: consent?.agreed ?? consent?.by ?? '' })
          : t('consent.notReadBackYet')}
    </p>
    <p>
      <a class="button quiet" href={url`/drafts/${draft.ref}/read-back`}>
        {t('consent.readBack')}
      </a>
    </p>
  </Notice>
)

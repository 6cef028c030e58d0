import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { type Place, placeName } from '../../../places/place.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Pick } from '../../../ui/parts/Fields.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { recordUrl } from '../../address.ts'
import type { RecordVersion } from '../../reading.ts'
import { outcomeName } from '../names.ts'
import { type UsesAsked, usesPerPage } from '../reading.ts'
import { type Adoption, type Evidence, outcomes, type Use } from '../use.ts'
import { Adoptions } from './Adoptions.tsx'
import { TallyRows } from './Tally.tsx'
import { UseCard } from './UseCard.tsx'

export interface UsesPageProps {
  record: RecordVersion
  evidence: Evidence
  uses: Use[]
  total: number
  asked: UsesAsked & { at?: string; page: number }
  /** Where it was used, to choose from. */
  usedIn: Place[]
  places: Map<number, Place>
  adoptions: Adoption[]
  tends: boolean
  attempt?: Attempt
}

/** All that is said of using one record, whatever came of it. */
export const UsesPage = (props: UsesPageProps): JSX.Element => {
  const { record, evidence, uses, total, asked, places } = props
  const here = url`/records/${record.ref}/uses`
  const address = (page: number) =>
    withQuery(here, new URLSearchParams(), {
      outcome: asked.outcome,
      place: asked.at,
      page: page > 1 ? String(page) : undefined,
    })
  const narrowed = asked.outcome !== undefined || asked.at !== undefined
  return (
    <Page title={t('evidence.whatCameOfIt')} canonical={here} unlisted={narrowed || asked.page > 1}>
      <h1>{t('evidence.whatCameOfIt')}</h1>
      <p class="lead">
        <a href={recordUrl(record)}>
          <Words text={record.content.title} />
        </a>
      </p>
      <TallyRows
        tried={evidence}
        chosen={asked.outcome}
        address={withQuery(here, new URLSearchParams(), { place: asked.at })}
      />
      <p class="soft narrow-text">
        {t('evidence.howCounted', { count: evidence.organisations })}{' '}
        {evidence.byMakers > 0 && t('evidence.uncounted', { count: evidence.byMakers })}{' '}
        {evidence.elsewhere > 0 && t('evidence.elsewhereUncounted', { count: evidence.elsewhere })}
      </p>
      <p>
        <a class="button" href={url`/records/${record.ref}/uses/new`}>
          {t('evidence.weUsedThis')}
        </a>
      </p>
      {(total > 0 || narrowed) && <Narrow {...props} />}
      {uses.length === 0 ? (
        <Empty
          next={
            narrowed
              ? { href: here, words: t('evidence.seeAll') }
              : { href: url`/records/${record.ref}/uses/new`, words: t('evidence.weUsedThis') }
          }
        >
          {narrowed ? t('evidence.noneLikeThis') : t('evidence.onlyMakers')}
        </Empty>
      ) : (
        <>
          <div class="stack gap-4">
            {uses.map((use) => (
              <UseCard use={use} places={places} />
            ))}
          </div>
          <Pager page={asked.page} size={usesPerPage} total={total} address={address} />
        </>
      )}
      <Adoptions {...props} of={record.ref} />
      {evidence.adaptations > 0 && (
        <p>
          <a href={url`/records/${record.ref}/variants`}>{t('evidence.sideBySide')}</a>
        </p>
      )}
    </Page>
  )
}

const Narrow = ({ record, asked, usedIn }: UsesPageProps): JSX.Element => (
  <form class="inline-form unprinted" method="get" action={url`/records/${record.ref}/uses`}>
    <Pick
      name="outcome"
      label={t('evidence.howItWent')}
      value={asked.outcome}
      optional="unsaid"
      choices={[
        { value: '', label: t('evidence.anyOutcome') },
        ...outcomes.map((value) => ({ value, label: outcomeName(value) })),
      ]}
    />
    <Pick
      name="place"
      label={t('evidence.where')}
      value={asked.at}
      optional="unsaid"
      choices={[
        { value: '', label: t('evidence.anywhere') },
        ...usedIn.map((place) => ({ value: place.code, label: placeName(place) })),
      ]}
    />
    <button class="button quiet" type="submit">
      {t('evidence.show')}
    </button>
  </form>
)

import type { Attempt } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Faults, Line, typed } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { recordUrl } from '../address.ts'
import type { Custody, Proposal } from '../custodians.ts'
import { Custodian } from './HowItCameToBe.tsx'

type CustodianPageProps = Custody & { attempt?: Attempt }

/** Who keeps a record true, what that asks of them, and how somebody comes to it or lays it down. */
export const CustodianPage = (props: CustodianPageProps): JSX.Element => {
  const { record, proposals, curates, mayOffer, attempt } = props
  const tends = curates || record.mine
  return (
    <Page title={t('records.whoKeepsIt')} unlisted>
      <h1>{t('records.whoKeepsIt')}</h1>
      <p class="lead">
        <a href={recordUrl(record)}>
          <Words text={record.content.title} />
        </a>
      </p>
      <Faults attempt={attempt} />
      {record.custodian ? (
        <Facts>
          <Fact term={t('records.custodian')}>
            <Custodian {...record} />
            {record.mine && <strong> {t('records.thatIsYou')}</strong>}
          </Fact>
        </Facts>
      ) : (
        <Notice tone="tacit">
          <p>{t('records.nobodyKeeps')}</p>
        </Notice>
      )}
      <p class="narrow-text">{t('records.custodianDoes')}</p>
      {proposals.map((proposal) => (
        <Waiting {...props} proposal={proposal} />
      ))}
      <Newer {...props} />
      {mayOffer && <Offer {...props} />}
      {tends && (
        <form class="form" method="post" action={url`/records/${record.ref}/custodian`} novalidate>
          <h2>{t('records.nameCustodian')}</h2>
          <Line
            {...typed(attempt, 'handle')}
            label={t('people.newKeeper')}
            help={t('people.handleHelp')}
            autocomplete="off"
          />
          <button class="button quiet" type="submit">
            {t('records.askThem')}
          </button>
        </form>
      )}
      {record.keeper && tends && (
        <form class="form" method="post" action={url`/records/${record.ref}/custodian/end`}>
          <h2>{t('records.layDown')}</h2>
          <p class="help">{t('records.layDownHelp')}</p>
          <button class="button quiet" type="submit">
            {t('records.layDown')}
          </button>
        </form>
      )}
    </Page>
  )
}

/** One who is to keep it, with the answers that the reader may give. */
const Waiting = ({
  record,
  curates,
  proposal: { id, name, handle, own, byMe, offered, proposed },
}: CustodianPageProps & { proposal: Proposal }): JSX.Element => {
  const said = { name, date: formatDate(new Date(proposed)) }
  const answers = offered ? curates : own
  return (
    <Notice>
      <p>
        {own && !byMe
          ? t('records.youAreAsked', said)
          : offered
            ? t('records.offered', said)
            : t('records.askedThem', said)}{' '}
        {!own && <a href={url`/people/${handle}`}>{t('records.theirPage', { name })}</a>}
      </p>
      <form class="row gap-2" method="post" action={url`/records/${record.ref}/custodian/proposals/${id}`}>
        {answers && (
          <>
            <button class="button" type="submit" name="answer" value="yes">
              {own ? t('records.willKeep') : t('records.letThem')}
            </button>
            <button class="button quiet" type="submit" name="answer" value="no">
              {t('records.declineCustody')}
            </button>
          </>
        )}
        {byMe && !(answers && own) && (
          <button class="button quiet" type="submit" name="answer" value="back">
            {t('records.takeBack')}
          </button>
        )}
      </form>
    </Notice>
  )
}

/** It answers an old edition of its questionnaire: what changed, and the way into the newest. */
const Newer = ({ record, newer }: CustodianPageProps): JSX.Element | null =>
  newer === undefined ? null : (
    <form class="form" method="post" action={url`/records/${record.ref}/custodian/upgrade`}>
      <h2>{t('records.newEdition', { edition: newer })}</h2>
      <p class="help">
        {t('records.newEditionHelp', { last: record.edition, edition: newer })}{' '}
        <a href={url`/instruments/${record.instrument}/editions/${newer}`}>{t('records.whatChangedInIt')}</a>
      </p>
      <button class="button" type="submit">
        {t('records.upgradeTo', { edition: newer })}
      </button>
    </form>
  )

/** The reader offers to keep it; whoever curates it need ask nobody. */
const Offer = ({ record, curates }: CustodianPageProps): JSX.Element => (
  <form class="form" method="post" action={url`/records/${record.ref}/custodian`}>
    <h2>{t('records.keepItYourself')}</h2>
    <input type="hidden" name="handle" value={reader().me?.handle ?? ''} />
    <p class="help">{curates ? t('records.keepAtOnce') : t('records.offerHelp')}</p>
    <button class="button" type="submit">
      {curates ? t('records.willKeep') : t('records.offerToKeep')}
    </button>
  </form>
)

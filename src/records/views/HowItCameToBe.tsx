import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Marks } from '../../ui/parts/Marks.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Time } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Linked } from '../around.ts'
import { ConsentGiven } from '../consent/views/ConsentGiven.tsx'
import { ConsultedTable } from '../consent/views/ConsultedTable.tsx'
import { relationName } from '../names.ts'
import type { RecordVersion } from '../reading.ts'
import { SaidOfAdaptation } from './SaidOfAdaptation.tsx'

/** Where it comes from, with whose consent, what it is linked with, and who keeps it true. */
export const HowItCameToBe = ({
  record,
  linked,
  draft,
}: {
  record: RecordVersion
  linked: Linked[]
  draft?: boolean
}): JSX.Element => {
  const { basis, consent, consulted, identifiers, links } = record.content
  const isOf = (link: (typeof links)[number], { way, rel, card }: Linked) =>
    way === 'out' && link.rel === rel && link.to === card.ref
  // What the reader may not see, or is not here, was adapted all the same.
  const beyond = links.filter(
    (link) => (link.changed || link.failed) && !linked.some((one) => isOf(link, one)),
  )
  return (
    <section class="stack" id="how-it-came-to-be">
      <h2>{t('records.howItCameToBe')}</h2>
      <Facts>
        <Fact term={t('records.knowledge')}>
          {record.content.knowledge === 'research'
            ? t('records.knownFromResearch')
            : t('records.knownFromExperience')}
          {basis && (
            <>
              {t('ui.colon')}
              <Words text={basis} />
            </>
          )}
        </Fact>
        <Fact term={t('records.publishedOn')}>
          <Time of={record.published} /> · {t('records.version', { number: record.number })}
          {record.note && (
            <>
              {t('ui.colon')}
              <Words text={record.note} />
            </>
          )}
        </Fact>
        {record.custodian && (
          <Fact term={t('records.custodian')}>
            <Custodian {...record} />
          </Fact>
        )}
        {record.due && (
          <Fact term={t('records.lookAgain')}>
            <Time of={record.due} /> ·{' '}
            <a href={url`/records/${record.ref}/confirmation`}>
              {t('freshness.lastLooked', { day: formatDate(record.marks.looked) })}
            </a>
          </Fact>
        )}
        {identifiers.map(({ scheme, value }) => (
          <Fact term={scheme}>{value}</Fact>
        ))}
      </Facts>
      {consent && (
        <>
          <h3>{t('records.consent')}</h3>
          <ConsentGiven consent={consent} record={draft ? undefined : record.ref} />
        </>
      )}
      {consulted && <ConsultedTable consulted={consulted} />}
      {linked.length + beyond.length > 0 && (
        <>
          <h3>{t('records.linked')}</h3>
          <ul class="stack gap-2">
            {linked.map((one) => (
              <li>
                <Tag>{relationName(one)}</Tag>{' '}
                <a href={one.card.href}>
                  <Words text={one.card.title} />
                </a>{' '}
                <small>{one.card.kindName}</small> <Marks of={one.card.marks} />
                <SaidOfAdaptation {...links.find((link) => isOf(link, one))} />
              </li>
            ))}
            {beyond.map((link) => (
              <li>
                <Tag>{t('records.adapts')}</Tag>
                <SaidOfAdaptation {...link} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Who keeps a record true: a member by a link to their page, where that is open. */
export const Custodian = ({ keeper, custodian }: Pick<RecordVersion, 'keeper' | 'custodian'>): JSX.Element =>
  keeper?.handle ? <a href={url`/people/${keeper.handle}`}>{keeper.name}</a> : <>{custodian}</>

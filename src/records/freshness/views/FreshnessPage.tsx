import { formatDate, formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { BringsFacets, type FacetGroup, Facets } from '../../../ui/parts/Facets.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tabs } from '../../../ui/parts/Tabs.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import type { Freshness, Listed, ListName, Narrowing } from '../listing.ts'
import { lists } from '../listing.ts'
import { listName } from '../names.ts'
import { StillTrue } from './StillTrue.tsx'

type FreshnessPageProps = Freshness & { page: number; asked: { place?: string; topic?: string } }

/** What waits to be looked at again: by the reader and, for curators, in all that they curate. */
export const FreshnessPage = (props: FreshnessPageProps): JSX.Element => {
  const { of, counts, records, total, size, page, asked, place, topic } = props
  const groups = groupsOf(props)
  return (
    <Page title={t('freshness.freshness')} unlisted levels={[{ name: t('ui.me'), href: url`/desk` }]}>
      <h1>{t('freshness.freshness')}</h1>
      <p class="narrow-text">{t('freshness.freshnessWords')}</p>
      <Tabs
        name={t('freshness.freshness')}
        tabs={lists
          .filter((one) => counts[one] !== undefined)
          .map((one) => ({
            label: t('freshness.countOf', { what: listName(one), count: formatNumber(counts[one]!) }),
            href: addressOf(one, asked),
            current: one === of,
          }))}
      />
      <div class={groups.length ? 'with-side' : 'stack'}>
        {groups.length > 0 && (
          <Facets groups={groups} clear={place || topic ? url`/desk/freshness?of=${of}` : undefined} />
        )}
        <section class="stack gap-4">
          {groups.length > 0 && <BringsFacets chosen={[place, topic].filter(Boolean).length} />}
          {records.length === 0 ? (
            <Empty next={{ href: url`/desk`, words: t('freshness.toDesk') }}>{t('freshness.allFresh')}</Empty>
          ) : (
            <>
              <ul class="stack gap-4">
                {records.map((record) => (
                  <Line record={record} mine={of === 'mine'} />
                ))}
              </ul>
              <Pager
                page={page}
                size={size}
                total={total}
                address={(to) => withQuery(addressOf(of, asked), new URLSearchParams(), { page: String(to) })}
              />
            </>
          )}
        </section>
      </div>
    </Page>
  )
}

const addressOf = (of: ListName, asked: { place?: string; topic?: string }): Url =>
  withQuery(url`/desk/freshness`, new URLSearchParams(), { of, ...asked })

const Line = ({ record, mine }: { record: Listed; mine: boolean }): JSX.Element => (
  <li class="stack gap-2">
    <span class="row gap-2">
      <a href={url`/records/${record.ref}/confirmation`}>
        <Words text={record.title} />
      </a>
      {record.doubted && <Tag tone="problem">{t('freshness.doubted')}</Tag>}
      {record.broken > 0 && <Tag tone="problem">{t('freshness.deskBroken', { count: record.broken })}</Tag>}
      {record.hidden > 0 && <Tag tone="problem">{t('freshness.deskHidden', { count: record.hidden })}</Tag>}
    </span>
    <small class="soft">
      {[
        t('freshness.dueOn', { day: formatDate(record.due) }),
        record.custodian ? t('freshness.keptBy', { name: record.custodian }) : t('freshness.keptByNobody'),
        record.asked ? t('freshness.askedOn', { day: formatDate(record.asked) }) : [],
      ]
        .flat()
        .join(' · ')}
    </small>
    {mine && (record.isDue || record.doubted) && <StillTrue record={record} from="freshness" />}
  </li>
)

/** What is chosen stands first, to be taken away; then the places and topics of what is listed. */
function groupsOf({ of, place, topic, places, topics, asked, total }: FreshnessPageProps): FacetGroup[] {
  const group = (
    label: string,
    name: 'place' | 'topic',
    chosen: string | undefined,
    all: Narrowing[],
  ): FacetGroup => ({
    label,
    choices: [
      ...(chosen === undefined
        ? []
        : [{ label: chosen, count: total, href: addressOf(of, { ...asked, [name]: undefined }), on: true }]),
      ...all.map(({ value, name: words, count }) => ({
        label: words,
        count,
        href: addressOf(of, { ...asked, [name]: value }),
        on: false,
      })),
    ],
  })
  return [
    group(t('freshness.places'), 'place', place, places),
    group(t('freshness.topics'), 'topic', topic, topics),
  ].filter(({ choices }) => choices.length > 0)
}

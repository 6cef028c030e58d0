import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Choices, Faults, Line, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tabs } from '../../../ui/parts/Tabs.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import type { Edition } from '../../editions.ts'
import { instrumentLevels, nameOf } from '../../views/frame.tsx'
import { type Listed, perPage } from '../listing.ts'
import { kindName, Marks, Name } from './frame.tsx'

interface WorkshopProps {
  edition: Edition
  listed: Listed
  open: boolean
  page: number
  signedIn: boolean
  attempt?: Attempt
}

/** What is proposed for a questionnaire, and the way to propose something oneself. */
export const WorkshopPage = (props: WorkshopProps): JSX.Element => {
  const { edition, listed, open, page } = props
  const here = url`/instruments/${edition.slug}/workshop`
  const address = (state: string | undefined, to?: number) =>
    withQuery(here, new URLSearchParams(), { state, page: to && to > 1 ? String(to) : undefined })
  const state = open ? undefined : 'decided'
  return (
    <Page
      title={`${t('workshop.workshop')} · ${nameOf(edition)}`}
      canonical={here}
      levels={instrumentLevels(edition)}
    >
      <header class="stack gap-3">
        <h1>{t('workshop.workshop')}</h1>
        <p class="lead">{t('workshop.lead')}</p>
        <p>
          <a href={url`/instruments/${edition.slug}/submissions`}>{t('workshop.fromTheField')}</a>
        </p>
      </header>
      <Tabs
        name={t('workshop.proposals')}
        tabs={[
          { label: t('workshop.open'), href: address(undefined), current: open },
          { label: t('workshop.decided'), href: address('decided'), current: !open },
        ]}
      />
      {listed.total === 0 ? (
        <Empty next={{ href: url`/instruments/${edition.slug}`, words: t('workshop.readIt') }}>
          {open ? t('workshop.noneOpen') : t('workshop.noneDecided')}
        </Empty>
      ) : (
        <ul class="stack">
          {listed.proposals.map((one) => (
            <li class="card">
              <h2>
                <a href={url`/proposals/${one.ref}`}>
                  <Words text={one.title} />
                </a>
              </h2>
              <Marks of={one} />
              <p class="soft">
                <Name of={one.by} /> · <Time of={one.decided ?? one.opened} />
              </p>
            </li>
          ))}
        </ul>
      )}
      {listed.total > perPage && (
        <Pager page={page} size={perPage} total={listed.total} address={(to) => address(state, to)} />
      )}
      <Begin {...props} />
    </Page>
  )
}

const Begin = ({ edition, signedIn, attempt }: WorkshopProps): JSX.Element => {
  const here = url`/instruments/${edition.slug}/workshop`
  if (!signedIn)
    return (
      <section class="stack gap-3">
        <h2>{t('workshop.begin')}</h2>
        <p>
          <a href={url`/sign-in?to=${here}`}>{t('workshop.signInFirst')}</a>
        </p>
      </section>
    )
  return (
    <form class="form" method="post" action={here} novalidate>
      <h2>{t('workshop.begin')}</h2>
      <Faults attempt={attempt} />
      <input type="hidden" name="lang" value={reader().lang} />
      <Choices
        name="kind"
        label={t('workshop.what')}
        fault={typed(attempt, 'kind').fault}
        choices={[
          { value: 'change', label: kindName('change'), help: t('workshop.changeHelp') },
          { value: 'translation', label: kindName('translation'), help: t('workshop.translationHelp') },
          { value: 'extension', label: kindName('extension'), help: t('workshop.extensionHelp') },
        ]}
        chosen={[typed(attempt, 'kind').value ?? 'change']}
      />
      <Line {...typed(attempt, 'title')} label={t('workshop.titleOf')} help={t('workshop.titleHelp')} />
      <Lines {...typed(attempt, 'why')} label={t('workshop.why')} help={t('workshop.whyHelp')} rows={4} />
      <Line {...typed(attempt, 'name')} label={t('workshop.name')} help={t('workshop.nameHelp')} optional />
      <Choices
        name="audience"
        label={t('workshop.audience')}
        choices={[
          { value: 'everyone', label: t('workshop.forEveryone') },
          { value: 'members', label: t('workshop.forMembers') },
        ]}
        chosen={[typed(attempt, 'audience').value ?? 'everyone']}
      />
      <button class="button" type="submit">
        {t('workshop.beginIt')}
      </button>
    </form>
  )
}

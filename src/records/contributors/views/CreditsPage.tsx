import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url } from '../../../ui/url.ts'
import type { Contributor } from '../../interchange.ts'
import { roleName } from '../../names.ts'
import { type Credited, creditsPerPage } from '../credits.ts'

interface CreditsPageProps {
  credits: Credited[]
  total: number
  page: number
  /** Drafts that name the reader and that they write no more. */
  drafts: { ref: Ref; lead: string; role: Contributor['role'] }[]
  attempt?: Attempt
}

/** Where one is credited, and whether by name: one's own to say, at any time. */
export const CreditsPage = ({ credits, total, page, drafts, attempt }: CreditsPageProps): JSX.Element => (
  <Page
    title={t('contributors.credits')}
    unlisted
    levels={[{ name: t('people.account'), href: url`/account` }]}
  >
    <header class="stack gap-2">
      <h1 class="title">{t('contributors.credits')}</h1>
      <p class="lead narrow-text">{t('contributors.creditsWords')}</p>
    </header>
    <Faults attempt={attempt} />
    {total === 0 && drafts.length === 0 && (
      <Empty next={{ href: url`/write`, words: t('writing.write') }}>{t('contributors.noCredits')}</Empty>
    )}
    {credits.length > 0 && (
      <ul class="stops">
        {credits.map((credit) => (
          <Published credit={credit} />
        ))}
      </ul>
    )}
    <Pages page={page} size={creditsPerPage} total={total} at={url`/account/credits`} />
    {drafts.length > 0 && (
      <section class="stack gap-3">
        <h2>{t('contributors.inDrafts')}</h2>
        <ul class="stops">
          {drafts.map(({ ref, lead, role }) => (
            <li>
              <span>{t('contributors.inDraftOf', { name: lead, role: asSentence(roleName(role)) })}</span>
              <Act action={url`/account/credits/${ref}/removal`}>{t('contributors.takeMyNameOut')}</Act>
            </li>
          ))}
        </ul>
      </section>
    )}
  </Page>
)

const Published = ({ credit: { ref, title, published, role, shown } }: { credit: Credited }): JSX.Element => (
  <li>
    <a href={url`/records/${ref}`}>
      <Words text={title} />
    </a>
    <span class="soft">
      {asSentence(roleName(role))} · {formatDate(published)}
    </span>
    {shown === 'group' ? (
      <span class="soft">{t('contributors.shownAsGroup')}</span>
    ) : (
      <span class="row gap-2">
        {shown === 'named' ? t('contributors.shownByName') : t('contributors.shownUnnamed')}
        <Act
          action={url`/account/credits/${ref}`}
          hidden={{ shown: shown === 'named' ? 'unnamed' : 'named' }}
        >
          {shown === 'named' ? t('contributors.hideMyName') : t('contributors.showMyName')}
        </Act>
      </span>
    )}
  </li>
)

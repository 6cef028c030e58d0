import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { HandOverFor } from '../handing-for.ts'
import { HandOverForm } from './HandOverForm.tsx'

type HandOverForPageProps = HandOverFor & { page: number; attempt?: Attempt }

/** What somebody who left an organisation keeps for it, and whom to ask to go on with it. */
export const HandOverForPage = (props: HandOverForPageProps): JSX.Element => {
  const { organisation, leaver, total, attempt } = props
  const back = url`/organisations/${organisation.slug}/hand-over`
  const title = t('freshness.keptFor', { name: leaver.name, organisation: inReach(organisation.name).text })
  return (
    <Page
      title={title}
      unlisted
      levels={[
        { name: <Words text={organisation.name} />, href: url`/organisations/${organisation.slug}` },
        { name: t('freshness.leftFor'), href: back },
      ]}
    >
      <h1>{title}</h1>
      <p class="narrow-text">{t('freshness.keptForWords', { name: leaver.name })}</p>
      <Faults attempt={attempt} />
      {total === 0 ? (
        <Empty next={{ href: back, words: t('freshness.leftFor') }}>{t('freshness.keepsNothingFor')}</Empty>
      ) : (
        <HandOverForm
          {...props}
          action={url`/organisations/${organisation.slug}/hand-over/${leaver.id}`}
          theirs
        />
      )}
    </Page>
  )
}

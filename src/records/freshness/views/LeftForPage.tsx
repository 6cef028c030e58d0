import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { LeftFor } from '../handing-for.ts'

/** Who left an organisation and still keeps records for it. */
export const LeftForPage = ({ organisation, leavers }: LeftFor): JSX.Element => {
  const home = url`/organisations/${organisation.slug}`
  return (
    <Page
      title={t('freshness.leftFor')}
      unlisted
      levels={[{ name: <Words text={organisation.name} />, href: home }]}
    >
      <h1>{t('freshness.leftFor')}</h1>
      <p class="narrow-text">{t('freshness.leftForWords')}</p>
      {leavers.length === 0 ? (
        <Empty next={{ href: home, words: <Words text={organisation.name} /> }}>
          {t('freshness.nobodyLeft')}
        </Empty>
      ) : (
        <ul class="stack gap-2">
          {leavers.map(({ id, name, left, kept }) => (
            <li class="row gap-2">
              <a href={url`/organisations/${organisation.slug}/hand-over/${id}`}>
                <bdi>{name}</bdi>
              </a>
              <span class="soft">
                {t('freshness.leftAndKeeps', { day: formatDate(new Date(left)), count: kept })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

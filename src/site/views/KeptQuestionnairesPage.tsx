import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Label } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { KeptQuestionnaire } from '../desk-questionnaires.ts'

/** Each questionnaire with its editions, how many records answer which, and the way to bring them on. */
export const KeptQuestionnairesPage = ({
  questionnaires,
  brings,
}: {
  questionnaires: KeptQuestionnaire[]
  /** A questionnaire or an edition, as far as the viewer may. */
  brings: boolean
}): JSX.Element => (
  <Page title={t('site.questionnaires')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
    <h1>{t('site.questionnaires')}</h1>
    <p class="narrow-text">{t('site.questionnairesWords')}</p>
    {brings && (
      <p>
        <a class="button" href={url`/imports/new?kind=instrument`}>
          {t('site.bringQuestionnaire')}
        </a>
      </p>
    )}
    {questionnaires.length === 0 ? (
      <Empty next={{ href: url`/instruments`, words: t('ui.questionnaires') }}>
        {t('site.noQuestionnaires')}
      </Empty>
    ) : (
      <ul class="stack gap-4">
        {questionnaires.map(({ slug, title, editions, behind }) => (
          <li class="stack gap-2">
            <h2 class="small">
              <a href={url`/instruments/${slug}`}>
                <Label of={title} fallback={slug} />
              </a>
            </h2>
            <Facts>
              {editions.map(({ name, records }) => (
                <Fact term={t('site.edition', { name })}>{t('site.recordsOn', { count: records })}</Fact>
              ))}
            </Facts>
            {behind > 0 && (
              <p>
                <a href={url`/desk/questionnaires/${slug}`}>{t('site.recordsBehind', { count: behind })}</a>
              </p>
            )}
          </li>
        ))}
      </ul>
    )}
  </Page>
)

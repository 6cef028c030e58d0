import { languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { within } from '../../../ui/url.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import type { TextPlace } from '../place.ts'
import { most, type VersionHead } from '../text.ts'
import { By } from './By.tsx'

interface HistoryProps {
  place: TextPlace
  versions: VersionHead[]
  total: number
  page: number
}

/** Who wrote what and when, the newest first. */
export const HistoryPage = ({ place, versions, total, page }: HistoryProps): JSX.Element => (
  <CommunityFrame community={place.community} tab={place.tab} title={t('practice.history')} unlisted>
    <section class="stack gap-4">
      <h2>{t('practice.history')}</h2>
      <p>
        <a href={place.address}>
          <Words text={place.title} />
        </a>
      </p>
      <ol class="stack gap-3" reversed>
        {versions.map((version) => (
          <li class="card">
            <h3>
              <a href={within(place.base, 'versions', version.number)}>
                {t('practice.versionHead', { number: version.number })}
              </a>
            </h3>
            <p class="row soft">
              <By by={version.by} />
              <Ago at={new Date(version.at)} />
              <span>{languageName(version.lang)}</span>
            </p>
            {version.note && (
              <p>
                <Said lang={version.lang}>{version.note}</Said>
              </p>
            )}
          </li>
        ))}
      </ol>
      <Pages page={page} size={most.listed} total={total} at={within(place.base, 'history')} />
    </section>
  </CommunityFrame>
)

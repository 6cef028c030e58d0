import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { type Level, Levels } from '../../ui/parts/Levels.tsx'
import { Time } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { recordUrl } from '../address.ts'
import type { RecordVersion } from '../reading.ts'

/** What was said when, newest first; each with what changed since the one before. */
export const VersionsPage = ({
  versions,
  levels,
}: {
  versions: RecordVersion[]
  levels: Level[]
}): JSX.Element => {
  const [newest] = versions
  return (
    <Page title={t('records.versions', { count: versions.length })} unlisted>
      <Levels trail={levels} />
      <h1>{t('records.versions', { count: versions.length })}</h1>
      <p class="lead">
        <a href={recordUrl(newest!)}>
          <Words text={newest!.content.title} />
        </a>
      </p>
      <ol class="stack" reversed>
        {versions.map((version) => (
          <li class="card">
            <h2>
              <a href={url`/records/${version.ref}/versions/${version.number}`}>
                {t('records.versionHead', { number: version.number })}
              </a>
            </h2>
            <p class="soft">
              <Time of={version.published} />
              {version.minor && ` · ${t('records.minor')}`}
            </p>
            {version.note && (
              <p>
                <Words text={version.note} />
              </p>
            )}
            {version.number > 1 && (
              <p>
                <a href={url`/records/${version.ref}/versions/${version.number}/changes`}>
                  {t('records.whatChanged')}
                </a>
              </p>
            )}
          </li>
        ))}
      </ol>
    </Page>
  )
}

import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Time } from '../../ui/parts/Time.tsx'
import { Label } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import type { Edition } from '../editions.ts'
import { instrumentLevels, nameOf } from './frame.tsx'

/** Every edition of a questionnaire, newest first, each with the way to what it changed. */
export function EditionsPage({ editions }: { editions: Edition[] }): JSX.Element {
  const [newest] = editions
  const title = t('instruments.editionsOf', { title: nameOf(newest!) })
  return (
    <Page
      title={title}
      canonical={url`/instruments/${newest!.slug}/editions`}
      levels={instrumentLevels(newest!)}
    >
      <h1>{title}</h1>
      <p class="lead">{t('instruments.editionsLead')}</p>
      <ol class="stack" reversed>
        {editions.map((edition, i) => (
          <li class="card">
            <h2>
              <a
                href={withQuery(url`/instruments/${edition.slug}`, new URLSearchParams(), {
                  edition: edition.current ? undefined : edition.name,
                })}
              >
                {t('instruments.edition', { name: edition.name })}
              </a>
            </h2>
            <p class="row gap-2">
              {edition.current && <Tag tone="ok">{t('instruments.inUse')}</Tag>}
              <span class="soft">{t('instruments.questions', { count: edition.questions })}</span>
              <span class="soft">
                {t('instruments.adoptedOn')} <Time of={edition.adopted} />
              </span>
            </p>
            {edition.summary && (
              <p>
                <Label of={edition.summary} />
              </p>
            )}
            {i < editions.length - 1 && (
              <p>
                <a href={url`/instruments/${edition.slug}/editions/${edition.name}`}>
                  {t('instruments.whatChanged')}
                </a>
              </p>
            )}
          </li>
        ))}
      </ol>
    </Page>
  )
}

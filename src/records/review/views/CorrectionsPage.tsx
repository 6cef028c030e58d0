import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { type Correction, correctionsPerPage, fewWords, undoDays } from '../correcting.ts'

interface CorrectionsPageProps {
  corrections: Correction[]
  total: number
  page: number
}

/** The small corrections that were published at once, for whoever curates what they are of. */
export const CorrectionsPage = ({ corrections, total, page }: CorrectionsPageProps): JSX.Element => (
  <Page title={t('review.corrections')} unlisted levels={[{ name: t('review.queue'), href: url`/reviews` }]}>
    <header class="stack gap-2">
      <h1 class="title">{t('review.corrections')}</h1>
      <p class="lead narrow-text">{t('review.correctionsWords', { most: fewWords, days: undoDays })}</p>
    </header>
    {corrections.length === 0 ? (
      <Empty next={{ href: url`/reviews`, words: t('review.queue') }}>{t('review.noCorrections')}</Empty>
    ) : (
      <ul class="stack gap-4">
        {corrections.map(({ ref, number, title, note, published }) => (
          <li class="card">
            <h2>
              <a href={url`/records/${ref}/versions/${number}/changes`}>
                <Words text={title} />
              </a>
            </h2>
            <p class="soft">
              {t('records.versionHead', { number })} · <Time of={published} />
            </p>
            {note && (
              <p>
                <Words text={note} />
              </p>
            )}
            <form method="post" action={url`/records/${ref}/versions/${number}/undoing`}>
              <button class="button quiet" type="submit">
                {t('review.undo')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    )}
    <Pages page={page} size={correctionsPerPage} total={total} at={url`/corrections`} />
  </Page>
)

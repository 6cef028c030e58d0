import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { Imported, Imports } from '../imports.ts'

/** What was taken in from elsewhere, each to be taken back by whoever runs the instance. */
export const ImportsPage = ({
  imports,
  total,
  size,
  page,
  attempt,
}: Imports & { page: number; attempt?: Attempt }): JSX.Element => (
  <Page title={t('bundle.imports')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
    <h1>{t('bundle.imports')}</h1>
    <Faults attempt={attempt} />
    <p class="narrow-text">{t('bundle.importsHow')}</p>
    <p>
      <code dir="ltr">{command}</code>
    </p>
    {total === 0 && <Empty next={{ href: url`/desk`, words: t('site.desk') }}>{t('bundle.noImports')}</Empty>}
    <ul class="stack gap-5">
      {imports.map((one) => (
        <li>
          <OneImport one={one} />
        </li>
      ))}
    </ul>
    <Pager page={page} size={size} total={total} address={(to) => url`/desk/bundles?page=${to}`} />
  </Page>
)

/** As it is typed, in every language. */
const command = 'bin/baobab import community bundle.zip'

const OneImport = ({ one }: { one: Imported }): JSX.Element => {
  const { ref, name, slug, origin, signed, at, state, finished, stayed, things } = one
  return (
    <section class="stack gap-2 narrow-text" aria-labelledby={`bundle-${ref}`}>
      <h2 id={`bundle-${ref}`}>
        {slug ? (
          <a href={url`/communities/${slug}`}>
            <Words text={name} />
          </a>
        ) : (
          <Words text={name} />
        )}
      </h2>
      <p class="soft">
        {t('bundle.importedOn', { day: formatDate(at) })} <code>{origin}</code> ·{' '}
        {signed ? t('bundle.importSigned') : t('bundle.importUnsigned')}
      </p>
      {(state === 'done' || state === 'failed') && (
        <>
          {state === 'failed' && <p>{t('bundle.undoFailed')}</p>}
          <p>{t('bundle.importHolds', { count: things })}</p>
          <details>
            <summary class="action">{t('bundle.undo')}</summary>
            <form class="stack gap-2" method="post" action={url`/desk/bundles/${ref}/undoing`}>
              <p>{t('bundle.undoWords')}</p>
              <button class="button" type="submit">
                {t('bundle.undo')}
              </button>
            </form>
          </details>
        </>
      )}
      {state === 'undoing' && <p>{t('bundle.isUndoing')}</p>}
      {state === 'undone' && (
        <>
          <p>{t('bundle.isUndone', { day: formatDate(finished ?? at) })}</p>
          {stayed.length > 0 && (
            <>
              <p>{t('bundle.stayed', { count: stayed.length })}</p>
              <ul class="stack gap-1">
                {stayed.map(({ called, why }) => (
                  <li>
                    <Words text={called} /> –{' '}
                    {why === 'added' ? t('bundle.staysAdded') : t('bundle.staysChanged')}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </section>
  )
}

import { t } from '../../../base/i18n/t.ts'
import { AccountFirst } from '../../../people/views/AccountFirst.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { Beginning } from '../story.ts'

/** What was written without an account, until there is one. */
export const HeldPage = ({ held, signedIn }: { held?: Beginning; signedIn: boolean }): JSX.Element => (
  <Page title={t('telling.held')} unlisted>
    <h1 class="title">{t('telling.held')}</h1>
    {held ? (
      <>
        <p class="lead narrow-text">{signedIn ? t('telling.heldGoOn') : t('telling.heldWords')}</p>
        {signedIn ? (
          <form method="post" action={url`/tell/kept`}>
            <button class="button" type="submit">
              {t('telling.goOnWithIt')}
            </button>
          </form>
        ) : (
          <AccountFirst to={url`/tell/kept`} />
        )}
        <section class="stack gap-3 prose">
          {held.title && (
            <h2>
              <Said lang={held.lang}>{held.title}</Said>
            </h2>
          )}
          {[held.summary, ...Object.values(held.said ?? {})].map(
            (words) =>
              words && (
                <p>
                  <Said lang={held.lang}>{words}</Said>
                </p>
              ),
          )}
        </section>
      </>
    ) : (
      <Empty next={{ href: url`/tell`, words: t('telling.tell') }}>{t('telling.nothingHeld')}</Empty>
    )}
  </Page>
)

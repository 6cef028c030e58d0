import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { type Url, url } from '../../ui/url.ts'

interface SignedOutProps {
  words: string
  /** What was asked for. */
  here: Url
  /** What was typed there, without passwords. */
  kept: { name: string; value: string }[]
}

/** The way in, and what somebody typed who was signed out meanwhile: it waits here to be sent again. */
export const SignedOutPage = ({ words, here, kept }: SignedOutProps): JSX.Element => (
  <Page title={t('site.signedOut')} unlisted search={false}>
    <h1>{t('site.signedOut')}</h1>
    <p class="lead">{words}</p>
    {kept.length === 0 ? (
      <p>
        <a class="button" href={url`/sign-in?to=${here}`}>
          {t('people.signIn')}
        </a>
      </p>
    ) : (
      <>
        <p class="narrow-text">{t('site.typedKept')}</p>
        <p>
          <a class="button" href={url`/sign-in`} target="_blank" rel="noopener">
            {t('site.signInBeside')}
          </a>
        </p>
        <form method="post" action={here}>
          {kept.map(({ name, value }) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <button class="button quiet" type="submit">
            {t('site.sendTyped')}
          </button>
        </form>
      </>
    )}
  </Page>
)

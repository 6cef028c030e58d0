import { formatDate, t, tRich } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import type { Account } from '../account.ts'

/** On the page to sign in: a button where the browser has passkeys, and what to do where it has none. */
export const SignInByPasskey = ({ to }: { to?: string }): JSX.Element => (
  <passkey-button
    options={url`/sign-in/passkey/options`}
    finish={url`/sign-in/passkey`}
    data-to={to}
    data-label={t('people.passkeySignIn')}
    data-fault={t('people.passkeyNotDone')}
  >
    <p class="soft narrow-text">
      {tRich<JSX.Element>('people.passkeyElse', {
        link: (words) => <a href={url`/sign-in/link`}>{words}</a>,
      })}
    </p>
  </passkey-button>
)

/** The passkeys somebody has, and one more. They change only soon after a sign-in. */
export const Passkeys = ({ passkeys, fresh }: Account): JSX.Element => (
  <section class="stack gap-3" id="passkeys">
    <h2>{t('people.passkeys')}</h2>
    <p class="narrow-text soft">{t('people.passkeysWords')}</p>
    {passkeys.length === 0 && <p>{t('people.noPasskeys')}</p>}
    {passkeys.length > 0 && (
      <ul class="stack gap-3">
        {passkeys.map((one) => (
          <li class="stack gap-1">
            <span>
              {one.name}{' '}
              {one.made && (
                <span class="soft">{t('people.passkeySince', { date: formatDate(new Date(one.made)) })}</span>
              )}
            </span>
            {fresh && <Changing {...one} />}
          </li>
        ))}
      </ul>
    )}
    {fresh ? (
      <passkey-button
        options={url`/account/passkeys/options`}
        finish={url`/account/passkeys`}
        data-label={t('people.passkeyAdd')}
        data-fault={t('people.passkeyNotMade')}
      >
        <p class="soft narrow-text">{t('people.passkeyAddElse')}</p>
      </passkey-button>
    ) : (
      <p class="narrow-text">
        {tRich<JSX.Element>('people.passkeysStale', {
          link: (words) => <a href={url`/sign-in?to=${url`/account`}`}>{words}</a>,
        })}
      </p>
    )}
  </section>
)

const Changing = ({ id, name }: Account['passkeys'][number]): JSX.Element => (
  <details>
    <summary>{t('people.passkeyChange')}</summary>
    <div class="stack gap-3">
      <form class="inline-form" method="post" action={url`/account/passkeys/${id}/name`} novalidate>
        <Line name="name" id={`passkey-${id}`} label={t('people.passkeyName')} value={name ?? ''} />
        <button class="button quiet" type="submit">
          {t('people.passkeyRename')}
        </button>
      </form>
      <form method="post" action={url`/account/passkeys/${id}/removal`}>
        <button class="button grave" type="submit">
          {t('people.passkeyRemove', { name: name ?? '' })}
        </button>
      </form>
    </div>
  </details>
)

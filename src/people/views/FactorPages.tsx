import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Code } from '../../ui/parts/Code.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import { CodeField } from './CodeField.tsx'
import { OldPassword } from './PasswordField.tsx'

/** Turns the second factor on or off, by password. */
export const FactorPage = ({ on, attempt }: { on: boolean; attempt?: Attempt }): JSX.Element => (
  <Page
    title={t('people.secondFactor')}
    unlisted
    levels={[{ name: t('people.account'), href: url`/account` }]}
  >
    <h1>{t('people.secondFactor')}</h1>
    <p class="narrow-text">{on ? t('people.factorOn') : t('people.factorWords')}</p>
    <form
      class="form"
      method="post"
      action={on ? url`/account/second-factor/end` : url`/account/second-factor`}
      novalidate
      // Answered with a page that stands at no address of its own: what it shows is shown once.
      data-turbo={on ? undefined : 'false'}
    >
      <Faults attempt={attempt} />
      <OldPassword attempt={attempt} />
      <p>
        <a href={url`/password`}>{t('people.forgotPassword')}</a>
      </p>
      <button class={on ? 'button grave' : 'button'} type="submit">
        {on ? t('people.factorEnd') : t('people.factorBegin')}
      </button>
    </form>
  </Page>
)

interface FactorSetProps {
  uri: string
  secret: string
  spare: string[]
  attempt?: Attempt
}

/** What to put into an app, what to keep on paper, and the first code. */
export const FactorSetPage = ({ uri, secret, spare, attempt }: FactorSetProps): JSX.Element => (
  <Page title={t('people.factorSet')} unlisted levels={[{ name: t('people.account'), href: url`/account` }]}>
    <h1>{t('people.factorSet')}</h1>
    <section class="stack gap-3">
      <h2>{t('people.factorApp')}</h2>
      <p class="narrow-text">{t('people.factorAppWords')}</p>
      <Code of={uri} says={t('people.factorPicture')} size={208} />
      <p>
        <code>{secret}</code>
      </p>
    </section>
    <section class="stack gap-3">
      <h2>{t('people.factorSpare')}</h2>
      <p class="narrow-text">{t('people.factorSpareWords')}</p>
      <ul class="columns">
        {spare.map((one) => (
          <li>
            <code>{one}</code>
          </li>
        ))}
      </ul>
    </section>
    <form class="form" method="post" action={url`/account/second-factor/confirmation`} novalidate>
      <Faults attempt={attempt} />
      <input type="hidden" name="uri" value={uri} />
      <input type="hidden" name="spare" value={spare.join(' ')} />
      <CodeField attempt={attempt} />
      <button class="button" type="submit">
        {t('people.factorConfirm')}
      </button>
    </form>
  </Page>
)

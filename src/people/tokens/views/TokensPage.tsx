import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t, tRich } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import { lasting, type Token } from '../tokens.ts'

interface TokensProps {
  tokens: Token[]
  /** They signed in just now, so these may be made and ended. */
  fresh: boolean
  attempt?: Attempt
}

/** What somebody's programs come in by, and one more. */
export const TokensPage = ({ tokens, fresh, attempt }: TokensProps): JSX.Element => (
  <Page title={t('tokens.tokens')} unlisted levels={[{ name: t('people.account'), href: url`/account` }]}>
    <h1>{t('tokens.tokens')}</h1>
    <p class="lead">
      {tRich<JSX.Element>('tokens.words', { api: (words) => <a href={url`/api#write`}>{words}</a> })}
    </p>
    <Faults attempt={attempt} />
    {tokens.length === 0 ? (
      <p>{t('tokens.none')}</p>
    ) : (
      <ul class="stack gap-3">
        {tokens.map((one) => (
          <li class="card stack gap-2">
            <strong>{one.name}</strong>
            <span>{one.writes ? t('tokens.writes') : t('tokens.reads')}</span>
            <span class="soft">
              {t('tokens.since', { made: formatDate(new Date(one.made)), until: formatDate(one.until) })}{' '}
              {one.used ? t('tokens.used', { day: formatDate(one.used) }) : t('tokens.unused')}
            </span>
            {fresh && (
              <form method="post" action={url`/account/tokens/${one.id}/end`}>
                <button class="button grave" type="submit">
                  {t('tokens.end', { name: one.name })}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    )}
    {fresh ? (
      <Making attempt={attempt} />
    ) : (
      <p class="narrow-text">
        {tRich<JSX.Element>('tokens.stale', {
          link: (words) => <a href={url`/sign-in?to=${url`/account/tokens`}`}>{words}</a>,
        })}
      </p>
    )}
  </Page>
)

const Making = ({ attempt }: { attempt?: Attempt }): JSX.Element => (
  <form
    class="form"
    method="post"
    action={url`/account/tokens`}
    novalidate
    // Answered with a page that stands at no address of its own: what it shows is shown once.
    data-turbo="false"
  >
    <h2>{t('tokens.make')}</h2>
    <Line {...typed(attempt, 'name')} label={t('tokens.name')} help={t('tokens.nameHelp')} />
    <Pick
      name="days"
      value={typed(attempt, 'days').value ?? '90'}
      label={t('tokens.lasts')}
      choices={lasting.map((days) => ({ value: days, label: t('tokens.days', { days: Number(days) }) }))}
    />
    <Choices
      name="may"
      label={t('tokens.may')}
      chosen={[typed(attempt, 'may').value ?? 'read']}
      choices={[
        { value: 'read', label: t('tokens.reads'), help: t('tokens.readsHelp') },
        { value: 'write', label: t('tokens.writes'), help: t('tokens.writesHelp') },
      ]}
    />
    <button class="button" type="submit">
      {t('tokens.make')}
    </button>
  </form>
)

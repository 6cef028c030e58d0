import type { Attempt } from '../../../base/http/form.ts'
import { formatList, t } from '../../../base/i18n/t.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Fact, Facts } from '../../../ui/parts/Facts.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { url } from '../../../ui/url.ts'
import { type Delivery, type Hook, most, patience } from '../hook.ts'
import { answerName, eventName, hooksUrl, kindName, levelsOf, outcomeName } from '../names.ts'
import type { HookShown } from '../reading.ts'
import { HookFields } from './HookFields.tsx'
import { HookState } from './HooksPage.tsx'

interface HookProps extends HookShown {
  page: number
  attempt?: Attempt
}

/** A hook: what it is told, how that went, and what there is to do with it. */
export const HookPage = ({ hook, deliveries, total, page, attempt }: HookProps): JSX.Element => (
  <Page
    title={hook.name}
    unlisted
    levels={[...levelsOf(hook.owner), { name: t('hooks.hooks'), href: hooksUrl(hook.owner) }]}
  >
    <h1>{hook.name}</h1>
    <p>
      <HookState hook={hook} />
    </p>
    <Why hook={hook} />
    <Faults attempt={attempt} />
    <Facts>
      <Fact term={t('hooks.kind')}>{kindName(hook.kind)}</Fact>
      <Fact term={t('hooks.host')}>
        <bdi dir="ltr">{hook.host}</bdi>
      </Fact>
      <Fact term={t('hooks.events')}>{formatList(hook.events.map(eventName))}</Fact>
    </Facts>
    <div class="row gap-3">
      {!hook.off && <Act action={url`/hooks/${hook.id}/test`}>{t('hooks.testNow')}</Act>}
      {hook.off ? (
        <Act action={url`/hooks/${hook.id}/on`}>{t('hooks.turnOn')}</Act>
      ) : (
        <Act action={url`/hooks/${hook.id}/off`}>{t('hooks.turnOff')}</Act>
      )}
    </div>
    <section class="stack gap-3" id="deliveries">
      <h2>{t('hooks.deliveries')}</h2>
      {deliveries.length === 0 ? (
        <p class="soft">{t('hooks.noDeliveries')}</p>
      ) : (
        <ul class="stack gap-3">
          {deliveries.map((one) => (
            <Told hook={hook} of={one} />
          ))}
        </ul>
      )}
      <Pages page={page} size={most.listed} total={total} at={url`/hooks/${hook.id}`} />
    </section>
    <details open={attempt?.values.name !== undefined}>
      <summary>{t('hooks.change')}</summary>
      <form class="form" method="post" action={url`/hooks/${hook.id}/change`} novalidate>
        <HookFields hook={hook} attempt={attempt?.values.name === undefined ? undefined : attempt} />
        <button class="button" type="submit">
          {t('hooks.keep')}
        </button>
      </form>
    </details>
    {hook.kind === 'signed' && (
      <section class="stack gap-3">
        <h2>{t('hooks.secret')}</h2>
        <p class="narrow-text">{t('hooks.rotateWords')}</p>
        <form method="post" action={url`/hooks/${hook.id}/secret`} data-turbo="false">
          <button class="button quiet" type="submit">
            {t('hooks.rotate')}
          </button>
        </form>
      </section>
    )}
    <section class="stack gap-3">
      <h2>{t('hooks.remove')}</h2>
      <p class="narrow-text">{t('hooks.removeWords')}</p>
      <form method="post" action={url`/hooks/${hook.id}/removal`}>
        <button class="button grave" type="submit">
          {t('hooks.remove')}
        </button>
      </form>
    </section>
  </Page>
)

const Why = ({ hook }: { hook: Hook }): JSX.Element | null => {
  if (hook.offWhy === 'gone') return <Notice tone="problem">{t('hooks.whyGone')}</Notice>
  if (hook.offWhy === 'failing')
    return <Notice tone="problem">{t('hooks.whyFailing', { days: patience })}</Notice>
  if (hook.off) return <Notice>{t('hooks.whyChosen')}</Notice>
  return hook.failingSince ? (
    <Notice tone="problem">{t('hooks.willTurnOff', { days: patience })}</Notice>
  ) : null
}

const Told = ({ hook, of }: { hook: Hook; of: Delivery }): JSX.Element => (
  <li class="card stack gap-2">
    <span>
      <strong>{eventName(of.event)}</strong> <Ago at={new Date(of.at)} />
    </span>
    <span>
      {outcomeName(of)}
      {of.tried && of.state !== 'dropped' && (
        <span class="soft">{` · ${answerName(of)} · ${t('hooks.tries', { count: of.tries })}`}</span>
      )}
    </span>
    {of.state === 'waiting' && of.tries > 0 && !hook.off && (
      <span class="soft">
        {t('hooks.again')} <Ago at={new Date(of.nextTry)} />
      </span>
    )}
    <code class="soft" dir="ltr">
      {of.message}
    </code>
    {!hook.off && of.state !== 'dropped' && of.tried && (
      <Act action={url`/hooks/${hook.id}/deliveries/${of.id}/retry`} name={of.message}>
        {t('hooks.tryAgain')}
      </Act>
    )}
  </li>
)

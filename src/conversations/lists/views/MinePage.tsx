import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Line, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { url } from '../../../ui/url.ts'
import type { Written } from '../claiming.ts'
import { Step } from './Steps.tsx'

const lineOf = ({ name, community, messages }: Written): string =>
  name
    ? t('lists.writtenAs', { count: messages, name, community: inReach(community).text })
    : t('lists.writtenUnnamed', { count: messages, community: inReach(community).text })

interface MinePageProps {
  offered: Written[]
  mine: Written[]
  signedIn: boolean
  /** A link was asked for. */
  asked: boolean
  attempt?: Attempt
}

/** What may be the viewer's, what they took on, and how anybody finds what they wrote on a list. */
export const MinePage = ({ offered, mine, signedIn, asked, attempt }: MinePageProps): JSX.Element => (
  <Page
    title={t('lists.didYouWrite')}
    unlisted
    levels={signedIn ? [{ name: t('ui.me'), href: url`/desk` }] : []}
  >
    <h1>{t('lists.didYouWrite')}</h1>
    <p class="narrow-text">{t('lists.mineWords')}</p>
    {asked && <Notice tone="ok">{t('lists.proofSent')}</Notice>}
    {offered.length > 0 && (
      <section class="stack gap-3">
        <h2>{t('lists.mayBeYours')}</h2>
        {offered.map((one) => (
          <div class="stack gap-2">
            <p>{lineOf(one)}</p>
            <div class="row">
              <Step to={url`/lists/mine/offers/${one.id}/taking`} words={t('lists.takeOn')} />
              <Step to={url`/lists/mine/offers/${one.id}/refusal`} words={t('lists.notMine')} grave />
            </div>
          </div>
        ))}
      </section>
    )}
    {mine.length > 0 && (
      <section class="stack gap-3">
        <h2>{t('lists.yours')}</h2>
        {mine.map((one) => (
          <div class="stack gap-2">
            <p>{lineOf(one)}</p>
            <Step to={url`/lists/mine/offers/${one.id}/return`} words={t('lists.giveBack')} grave />
          </div>
        ))}
      </section>
    )}
    <section class="stack gap-3">
      <h2>{t('lists.byAddress')}</h2>
      <form class="form" method="post" action={url`/lists/mine`} novalidate>
        <Faults attempt={attempt} />
        <Line
          {...typed(attempt, 'email')}
          type="email"
          label={t('lists.address')}
          help={t('lists.addressHelp')}
          autocomplete="email"
        />
        <button class="button" type="submit">
          {t('lists.sendLink')}
        </button>
      </form>
      <p class="narrow-text">{t('lists.mineElse')}</p>
    </section>
  </Page>
)

interface ProvenPageProps {
  token: string
  all: Written[]
  signedIn: boolean
  done?: boolean
}

/** What was written from the address that a link was mailed to, and what may be done with it. */
export const ProvenPage = ({ token, all, signedIn, done }: ProvenPageProps): JSX.Element => {
  const free = all.filter(({ claimed }) => !claimed)
  return (
    <Page title={t('lists.fromYourAddress')} unlisted>
      <h1>{t('lists.fromYourAddress')}</h1>
      {done && <Notice tone="ok">{t('lists.wasDone')}</Notice>}
      {all.length === 0 && <p>{t('lists.nothingLeft')}</p>}
      <ul>
        {all.map((one) => (
          <li>
            {lineOf(one)} {one.claimed && (one.mine ? t('lists.areYours') : t('lists.takenOn'))}
          </li>
        ))}
      </ul>
      {free.length > 0 && (
        <>
          <section class="stack gap-2">
            <h2>{t('lists.takeOn')}</h2>
            <p class="narrow-text">{t('lists.takeOnWords')}</p>
            {signedIn ? (
              <Step to={url`/lists/mine/${token}/taking`} words={t('lists.takeOn')} />
            ) : (
              <p class="row">
                <a href={url`/sign-in`}>{t('lists.signInFirst')}</a>
              </p>
            )}
          </section>
          <section class="stack gap-2">
            <h2>{t('lists.takeNameOff')}</h2>
            <p class="narrow-text">{t('lists.takeNameOffWords')}</p>
            <Step to={url`/lists/mine/${token}/name`} words={t('lists.takeNameOff')} grave />
          </section>
          <section class="stack gap-2">
            <h2>{t('lists.remove')}</h2>
            <p class="narrow-text">{t('lists.removeWords')}</p>
            <Step to={url`/lists/mine/${token}/removal`} words={t('lists.remove')} grave />
          </section>
        </>
      )}
    </Page>
  )
}

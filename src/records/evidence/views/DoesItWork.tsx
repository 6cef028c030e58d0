import { firstWords } from '../../../base/first-words.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import type { Text } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Words } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { SaidOfAdaptation } from '../../views/SaidOfAdaptation.tsx'
import { outcomeName } from '../names.ts'
import type { Shown } from '../showing.ts'
import { type Tried, triedOf, triedTimes } from '../use.ts'
import { AdoptionLine } from './Adoptions.tsx'
import { Tally } from './Tally.tsx'
import { UseForm } from './UseForm.tsx'

interface DoesItWorkProps {
  of: Ref
  shown: Shown
  signedIn: boolean
}

/** What came of a record, on its page: what others say, where it was taken up, what was made of it. */
export const DoesItWork = (props: DoesItWorkProps): JSX.Element => {
  const { of, shown, signedIn } = props
  const tried = triedOf(shown.outcomes)
  const total = shown.uses[0]?.total ?? 0
  const byMakers = total - triedTimes(tried) - shown.elsewhere
  return (
    <section class="stack gap-4 evidence" id="does-it-work">
      <h2>{t('evidence.doesItWork')}</h2>
      <Tally tried={tried} />
      {byMakers > 0 && <p class="soft">{t('evidence.uncounted', { count: byMakers })}</p>}
      {shown.elsewhere > 0 && (
        <p class="soft">{t('evidence.elsewhereUncounted', { count: shown.elsewhere })}</p>
      )}
      {total > 0 && (
        <>
          <ul class="stack gap-3">
            {shown.uses.map((use) => (
              <li>
                <strong>{outcomeName(use.outcome)}</strong>
                {t('ui.colon')}
                <Words text={inShort(use.note)} />{' '}
                {use.elsewhere && <small>{t('evidence.saidElsewhere')} </small>}
                <a href={url`/uses/${use.ref}`}>{t('evidence.readWhole')}</a>
              </li>
            ))}
          </ul>
          <p>
            <a href={url`/records/${of}/uses`}>{t('evidence.allUses', { count: total })}</a>
          </p>
        </>
      )}
      <SayIt {...props} />
      {shown.adoptions.length > 0 && (
        <>
          <h3>{t('evidence.takenUp')}</h3>
          <ul class="stack gap-2">
            {shown.adoptions.map((one) => (
              <li>
                <AdoptionLine adoption={one} />
              </li>
            ))}
          </ul>
        </>
      )}
      {shown.variants.length > 0 && <Variants {...props} />}
      <p class="row gap-3 unprinted">
        <a class="button quiet" href={url`/records/${of}/uses#adoptions`}>
          {t('evidence.tookItUp')}
        </a>
        {signedIn && (
          <a class="button quiet" href={withQuery(url`/write`, new URLSearchParams(), { adapts: of })}>
            {t('evidence.weAdapted')}
          </a>
        )}
        {signedIn && (
          <a class="button quiet" href={withQuery(url`/write`, new URLSearchParams(), { contradicts: of })}>
            {t('evidence.foundOtherwise')}
          </a>
        )}
      </p>
    </section>
  )
}

/** The same beside the record, where it is seen first. */
export const DoesItWorkBriefly = ({ tried }: { tried: Tried }): JSX.Element => (
  <section class="card">
    <h2>{t('evidence.doesItWork')}</h2>
    <Tally tried={tried} />
    <p>
      <a class="button quiet" href={url`#does-it-work`}>
        {t('evidence.weUsedThis')}
      </a>
    </p>
  </section>
)

/** The form in place, and the way to it for strangers, who sign in before it is kept; for whoever said it, the way to what they said; makers and keepers are not asked. */
const SayIt = ({ of, shown, signedIn }: DoesItWorkProps): JSX.Element =>
  !signedIn ? (
    <p class="unprinted">
      <a class="button quiet" href={url`/records/${of}/uses/new`}>
        {t('evidence.weUsedThis')}
      </a>
    </p>
  ) : shown.maker ? (
    <p class="soft">{t('evidence.makersAreNotAsked')}</p>
  ) : (
    <>
      {shown.mine && (
        <p>
          <a href={url`/uses/${shown.mine}`}>{t('evidence.yours')}</a>
        </p>
      )}
      {(!shown.mine || shown.speaksFor.length > 0) && (
        <details class="asking unprinted">
          <summary class="button quiet">{t('evidence.weUsedThis')}</summary>
          <UseForm action={url`/records/${of}/uses`} speaksFor={shown.speaksFor} />
        </details>
      )}
    </>
  )

const Variants = ({ of, shown }: DoesItWorkProps): JSX.Element => (
  <>
    <h3>{t('evidence.variants')}</h3>
    <ul class="stack gap-2">
      {shown.variants.map(({ ref, title, way, outcomes, ...said }) => {
        const tried = triedOf(outcomes)
        return (
          <li>
            {way === 'in' ? t('records.adaptedBy') : t('records.adapts')}
            {t('ui.colon')}
            <a href={url`/records/${ref}`}>
              <Words text={title} />
            </a>{' '}
            <small>
              {triedTimes(tried) > 0 ? t('evidence.counts', { ...tried }) : t('evidence.nobodySays')}
            </small>
            <SaidOfAdaptation {...said} />
          </li>
        )
      })}
    </ul>
    <p>
      <a href={url`/records/${of}/variants`}>{t('evidence.sideBySide')}</a>
    </p>
  </>
)

/** The first words of it in each language. */
const inShort = ({ original, texts }: Text): Text => ({
  original,
  texts: Object.fromEntries(Object.entries(texts).map(([lang, words]) => [lang, firstWords(words, 160)])),
})

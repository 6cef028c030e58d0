import { languageName, t } from '../../../base/i18n/t.ts'
import { InLine, type Names } from '../../../instruments/views/Value.tsx'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { spoken } from '../../../ui/parts/Words.tsx'
import type { Difference } from '../differences.ts'
import { cutShort, type Piece } from '../word-differences.ts'

interface DifferencesProps {
  differences: Difference[]
  names: Names
  /** All that is said, with nothing to compare it with. */
  whole?: boolean
  /** Stands under a question. */
  under?: (difference: Difference) => Child
}

/** Question by question, section by section: what went struck out, what came marked. */
export const Differences = ({ differences, ...props }: DifferencesProps): JSX.Element => (
  <>
    {[...Map.groupBy(differences, ({ section }) => section ?? '')].map(([section, inside]) => (
      <section class="stack gap-4 changes">
        <h2>{section || t('review.everyRecord')}</h2>
        {inside.map((one) => (
          <OneDifference {...props} of={one} />
        ))}
      </section>
    ))}
  </>
)

const OneDifference = ({
  of,
  under,
  ...props
}: Omit<DifferencesProps, 'differences'> & { of: Difference }): JSX.Element => (
  <div class="stack gap-2">
    <h3>
      {of.question}
      {of.nth !== undefined && <span class="soft"> {t('writing.nth', { number: of.nth })}</span>}
    </h3>
    {of.words ? (
      of.words.map((one) => <WordsChanged {...one} whole={props.whole} />)
    ) : (
      <Changed {...props} of={of} />
    )}
    {under?.(of)}
  </div>
)

/** What became of some words. */
export const WordsChanged = ({
  lang,
  pieces,
  whole,
}: {
  lang: string
  pieces: Piece[]
  whole?: boolean
}): JSX.Element => (
  <div>
    {spoken(lang).lang && <small class="soft">{languageName(lang)}</small>}
    <p {...spoken(lang)} class="told">
      {(whole ? pieces : cutShort(pieces)).map(({ is, text }, i) =>
        is === 'same' || whole ? (
          text
        ) : is === 'gone' ? (
          <del>{text}</del>
        ) : (
          <>
            {pieces[i - 1]?.is === 'gone' && ' '}
            <ins>{text}</ins>
          </>
        ),
      )}
    </p>
  </div>
)

const Changed = ({ of: { before, after }, names, whole }: DifferencesOf): JSX.Element => {
  const drawn = (value: NonNullable<Difference['before']>) =>
    typeof value === 'string' ? value : <InLine value={value} names={names} />
  if (whole) return <div>{after !== undefined && drawn(after)}</div>
  return (
    <>
      {before !== undefined && (
        <div>
          <span class="soft">{t('review.was')} </span>
          <del>{drawn(before)}</del>
        </div>
      )}
      <div>
        <span class="soft">{t('review.isNow')} </span>
        {after === undefined ? t('review.noAnswerNow') : <ins>{drawn(after)}</ins>}
      </div>
    </>
  )
}

type DifferencesOf = Omit<DifferencesProps, 'differences'> & { of: Difference }

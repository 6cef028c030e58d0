import type { Attempt } from '../../../base/http/form.ts'
import { languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults, Line, Lines, Pick } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tabs } from '../../../ui/parts/Tabs.tsx'
import { Said, spoken } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { wordField } from '../forms.ts'
import { piecesShown, type TranslationView } from '../viewing.ts'
import { proposalLevels } from './frame.tsx'

/** Words of a questionnaire beside the fields to say them in another language, page by page. */
export function TranslationPage({
  view,
  attempt,
}: {
  view: TranslationView
  attempt?: Attempt
}): JSX.Element {
  const { whole, to, all, page, total, done, shown } = view
  const here = url`/proposals/${whole.ref}/translation`
  const address = (show: boolean, at?: number) =>
    withQuery(here, new URLSearchParams(), {
      to,
      all: show ? '1' : undefined,
      page: at && at > 1 ? String(at) : undefined,
    })
  const title = t('workshop.into', { language: languageName(to) })
  return (
    <Page title={title} unlisted levels={proposalLevels(whole, true)}>
      <header class="stack gap-3">
        <h1>{title}</h1>
        <p class="lead">{t('workshop.saidOf', done)}</p>
        <progress max={done.of} value={done.said} aria-label={t('workshop.saidOf', done)} />
      </header>
      <form class="row gap-2" method="get" action={here}>
        <Pick name="to" value={to} label={t('workshop.language')} choices={choicesOf(to)} />
        <button class="button quiet" type="submit">
          {t('workshop.show')}
        </button>
      </form>
      <Tabs
        name={t('workshop.whichWords')}
        tabs={[
          { label: t('workshop.lacking'), href: address(false), current: !all },
          { label: t('workshop.allWords'), href: address(true), current: all },
        ]}
      />
      <Faults attempt={attempt} />
      {shown.length === 0 ? (
        <Empty next={{ href: url`/proposals/${whole.ref}`, words: t('workshop.backToIt') }}>
          {t('workshop.allSaid', { language: languageName(to) })}
        </Empty>
      ) : (
        <form class="stack" method="post" action={address(all, page)} novalidate>
          <input type="hidden" name="to" value={to} />
          <ul class="stack">
            {shown.map((piece, i) => (
              <Piece piece={piece} to={to} i={i} attempt={attempt} />
            ))}
          </ul>
          <button class="button" type="submit">
            {t('workshop.saveAndGoOn')}
          </button>
        </form>
      )}
      {total > piecesShown && (
        <Pager page={page} size={piecesShown} total={total} address={(at) => address(all, at)} />
      )}
    </Page>
  )
}

function choicesOf(to: string): { value: string; label: string }[] {
  const known = languageChoices()
  return known.some(({ value }) => value === to) ? known : [...known, { value: to, label: languageName(to) }]
}

interface PieceProps {
  piece: TranslationView['shown'][number]
  to: string
  i: number
  attempt?: Attempt
}

const Piece = ({ piece: { place, original, said, long }, to, i, attempt }: PieceProps): JSX.Element => {
  const name = `${wordField}${place}`
  const field = {
    ...{ name, id: `w-${i}`, optional: 'unsaid' as const, spoken: spoken(to) },
    value: [attempt?.values[name] ?? said].flat()[0],
    label: <Said lang={original.lang}>{original.text}</Said>,
  }
  return <li class="side-by-side">{long ? <Lines {...field} rows={3} /> : <Line {...field} />}</li>
}

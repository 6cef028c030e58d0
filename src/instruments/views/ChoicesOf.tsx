import { t, tRich } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { url } from '../../ui/url.ts'
import type { Choice } from '../definition.ts'
import { type Asked, lookup } from '../lookup.ts'
import type { InstrumentView } from '../viewing.ts'
import { Help, Term } from './frame.tsx'

/** More choices than this are folded. */
const open = 8

/** What may be chosen, or where on the page the same was listed already; the ends of a scale. */
export function ChoicesOf({ asked, view }: { asked: Asked; view: InstrumentView }): JSX.Element | null {
  const { question, choices, rows } = asked
  const ends = question.ends && (
    <p class="soft">
      <Term of={question.ends.low} view={view} /> – <Term of={question.ends.high} view={view} />
    </p>
  )
  if (question.columns)
    return (
      <List title={t('instruments.columnsOf')}>
        {question.columns.map(({ label }) => (
          <li>
            <Term of={label} view={view} />
          </li>
        ))}
      </List>
    )
  if (!choices) return null
  const before = firstWith(asked, view)
  return (
    <>
      {ends}
      {rows && <Choices title={t('instruments.rowsOf')} choices={[...rows.values()]} view={view} />}
      {before ? (
        <p class="soft">
          {tRich('instruments.sameChoices', {
            count: choices.size,
            number: before.number!,
            a: (inside) => <a href={url`#q-${before.number!}`}>{inside}</a>,
          })}
        </p>
      ) : (
        <Choices title={rows && t('instruments.columnsOf')} choices={[...choices.values()]} view={view} />
      )}
    </>
  )
}

/** The first question of the same outermost section, which is the same page, with the same list. */
function firstWith({ question, sections, number }: Asked, { definition }: InstrumentView): Asked | undefined {
  if (question.list === undefined) return undefined
  for (const one of lookup(definition).asked.values()) {
    if (one.number === undefined || one.question.list !== question.list || one.sections[0] !== sections[0])
      continue
    return one.number < number! ? one : undefined
  }
  return undefined
}

function Choices({
  title,
  choices,
  view,
}: {
  title?: Child
  choices: Choice[]
  view: InstrumentView
}): JSX.Element {
  const items = choices.map(({ label, help }) => (
    <li>
      <Term of={label} view={view} />
      <Help of={help} view={view} />
    </li>
  ))
  if (choices.length <= open) return <List title={title}>{items}</List>
  return (
    <details>
      <summary>
        {title ? <>{title}: </> : null}
        {t('instruments.choiceCount', { count: choices.length })}
      </summary>
      <List>{items}</List>
    </details>
  )
}

const List = ({ title, children }: { title?: Child; children: Child }): JSX.Element => (
  <>
    {title && <p class="soft">{title}</p>}
    <ul class="choices">{children}</ul>
  </>
)

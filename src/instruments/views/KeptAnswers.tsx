import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import type { ReadKept } from '../reading-kept.ts'
import { BlockView } from './Blocks.tsx'
import { InLine, type Names } from './Value.tsx'

/** Answers that the edition a record answers now has no place for, each with the reason. */
export function KeptAnswers({ kept, names }: { kept: ReadKept[]; names: Names }): JSX.Element | null {
  if (kept.length === 0) return null
  return (
    <section class="answers stack" id="earlier-answers">
      <h2>{t('instruments.keptTitle')}</h2>
      <p class="soft">{t('instruments.keptLead')}</p>
      {[...Map.groupBy(kept, ({ edition }) => edition)].map(([name, some]) => (
        <>
          <h3>{t('instruments.edition', { name })}</h3>
          <Facts>
            {[...Map.groupBy(some, ({ slot, why }) => `${slot} ${why}`).values()].map((rows) => (
              <OneKept rows={rows} names={names} />
            ))}
          </Facts>
        </>
      ))}
    </section>
  )
}

/** All that was answered to one question, row under row. */
function OneKept({ rows, names }: { rows: ReadKept[]; names: Names }): JSX.Element {
  const [first] = rows
  const { label, why, slot } = first!
  const term = label ? <Said lang={label.lang}>{label.text}</Said> : slot
  return (
    <Fact term={term}>
      {rows.map((one) => (
        <Value of={one} names={names} />
      ))}
      <small class="soft">{t('instruments.keptWhy', { why })}</small>
    </Fact>
  )
}

const Value = ({ of, names }: { of: ReadKept; names: Names }): JSX.Element =>
  of.value.kind === 'matrix' || of.value.kind === 'table' ? (
    <BlockView block={{ kind: 'grid', answer: of }} rank={4} names={names} within="" />
  ) : (
    <div>
      <InLine value={of.value} names={names} />
    </div>
  )

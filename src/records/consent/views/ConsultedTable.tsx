import { formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../../ui/parts/Facts.tsx'
import { type Consulted, fewest, type Way, ways } from '../consulted.ts'
import { cellName, wayName } from '../names.ts'

/** Who was consulted, as far as it may be told. */
export function ConsultedTable({ consulted }: { consulted: Consulted }): JSX.Element {
  const { total } = consulted
  const told = (Object.keys(ways) as Way[]).flatMap((way) => {
    const counts: Record<string, number | null | undefined> = consulted[way] ?? {}
    const cells = ways[way].flatMap((cell) => {
      const n = counts[cell]
      return n === undefined ? [] : [[cell, n] as const]
    })
    return cells.length ? [{ way, cells }] : []
  })
  const hidden = told.some(({ cells }) => cells.some(([, n]) => n === null))
  return (
    <>
      <h3>{t('consent.consulted')}</h3>
      <Facts>
        <Fact term={t('consent.total')}>
          {total === null ? t('consent.fewer', { least: fewest }) : formatNumber(total)}
        </Fact>
        {told.map(({ way, cells }) => (
          <Fact term={wayName(way)}>
            <ul class="row gap-3">
              {cells.map(([name, n]) => (
                <li>
                  {t('consent.cell', {
                    who: cellName(name),
                    count: n === null ? t('consent.notTold') : formatNumber(n),
                  })}
                </li>
              ))}
            </ul>
          </Fact>
        ))}
      </Facts>
      {hidden && <p class="soft narrow-text">{t('consent.notToldWords', { least: fewest })}</p>}
    </>
  )
}

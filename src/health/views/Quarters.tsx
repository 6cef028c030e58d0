import { formatDate, formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Table } from '../../ui/parts/Table.tsx'
import type { Figures } from '../figures.ts'
import { peopleShown } from '../names.ts'

/** So many are drawn as rings, and so many stand in the table beside them. */
const shown = 8

/** What the rings are drawn from, quarter by quarter, the newest first. */
export const Quarters = ({ quarters }: Pick<Figures, 'quarters'>): JSX.Element | null =>
  quarters.length === 0 ? null : (
    <Table
      id="quarters"
      caption={t('health.byQuarter')}
      columns={[
        { label: t('health.quarter') },
        { label: t('health.spoke'), number: true },
        { label: t('health.newHere'), number: true },
        { label: t('health.begunThen'), number: true },
        { label: t('health.answeredThen'), number: true },
      ]}
      rows={quarters
        .slice(-shown)
        .reverse()
        .map(({ begins, people, newcomers, opened, answered }) => ({
          name: t('health.fromMonth', { month: formatDate(begins.slice(0, 7)) }),
          cells: [
            formatNumber(people),
            people === 0 ? formatNumber(0) : peopleShown(newcomers),
            formatNumber(opened),
            formatNumber(answered),
          ],
        }))}
    />
  )

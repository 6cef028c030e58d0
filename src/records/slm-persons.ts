import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { Contributor } from './interchange.ts'
import type { SlmPractice } from './slm-practice.ts'

type Row = SlmPractice['data'][string][number]

export interface Persons {
  /** The answers, without the names of land users who have not agreed to be named. */
  data: SlmPractice['data']
  contributors: Contributor[]
  /** Whose name was left out, and where. */
  faults: Fault[]
}

/** Who contributed to a shared practice, each as they wish as far as the file says. */
export function personsIn({ data, landUsersAgreed }: SlmPractice): Persons {
  const contributors: Contributor[] = []
  const faults: Fault[] = []
  const kept = Object.entries(data).map(([group, rows]) => [
    group,
    rows.map((row, i) => {
      if (!('person_lastname' in row || 'person_firstname' in row)) return row
      const { credit, answers } = isLandUser(row) && !landUsersAgreed ? unnamed(row) : named(row)
      contributors.push(credit)
      if (credit.shown === 'unnamed' && isLandUser(row))
        faults.push({ place: `${group}[${i}]`, message: t('records.landUserUnnamed') })
      return answers
    }),
  ])
  return {
    data: Object.fromEntries(kept),
    contributors: contributors.length ? contributors : [{ role: 'compiler', shown: 'unnamed' }],
    faults,
  }
}

const isLandUser = (row: Row): boolean => row.user_resourceperson_type === 'resourceperson_landuser'

function named(row: Row): { credit: Contributor; answers: Row } {
  const name = `${words(row.person_firstname)} ${words(row.person_lastname)}`.trim()
  const organisation = words(row.person_institution_name)
  const role = isLandUser(row) ? 'land-user' : 'resource-person'
  if (!name) return { credit: { role, shown: 'unnamed' }, answers: row }
  return { credit: { role, shown: 'named', name, ...(organisation && { organisation }) }, answers: row }
}

/** Only that there was such a person: no name, and nothing that one could be found by. */
const unnamed = ({ user_resourceperson_type }: Row): { credit: Contributor; answers: Row } => ({
  credit: { role: 'land-user', shown: 'unnamed' },
  answers: { user_resourceperson_type },
})

const words = (value: unknown): string => {
  const said = typeof value === 'object' && value !== null ? Object.values(value)[0] : value
  return typeof said === 'string' ? said : ''
}

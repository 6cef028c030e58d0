import { t } from '../../base/i18n/t.ts'
import type { Level, State } from './implication.ts'

export function stateName(state: State): string {
  switch (state) {
    case 'open':
      return t('implications.open')
    case 'settled':
      return t('implications.settled')
    case 'not-so':
      return t('implications.notSo')
  }
}

export const stateTone = (state: State): 'ok' | 'problem' | undefined =>
  state === 'settled' ? 'ok' : state === 'not-so' ? 'problem' : undefined

export function levelName(level: Level): string {
  switch (level) {
    case 'local':
      return t('implications.local')
    case 'national':
      return t('implications.national')
    case 'regional':
      return t('implications.regional')
    case 'global':
      return t('implications.global')
  }
}

import { formatNumber, t } from '../../base/i18n/t.ts'
import type { Delimiter, FileEncoding, LineOutcome, RunKind, RunState } from './run.ts'

export function kindName(kind: RunKind): string {
  switch (kind) {
    case 'table':
      return t('imports.kindTable')
    case 'bibliography':
      return t('imports.kindBibliography')
    case 'members':
      return t('imports.kindMembers')
    case 'record':
      return t('imports.kindRecord')
    case 'vocabulary':
      return t('imports.kindVocabulary')
    case 'instrument':
      return t('imports.kindInstrument')
  }
}

export function stateName(state: RunState): string {
  switch (state) {
    case 'reading':
      return t('imports.stateReading')
    case 'read':
      return t('imports.stateRead')
    case 'previewing':
      return t('imports.statePreviewing')
    case 'previewed':
      return t('imports.statePreviewed')
    case 'running':
      return t('imports.stateRunning')
    case 'done':
      return t('imports.stateDone')
    case 'undoing':
      return t('imports.stateUndoing')
    case 'undone':
      return t('imports.stateUndone')
    case 'failed':
      return t('imports.stateFailed')
  }
}

export function outcomeName(outcome: LineOutcome, kind: RunKind): string {
  switch (outcome) {
    case 'new':
      return kind === 'members' ? t('imports.invited') : t('imports.new')
    case 'changed':
      return t('imports.changed')
    case 'unchanged':
      return kind === 'members' ? t('imports.notInvited') : t('imports.unchanged')
    case 'fault':
      return t('imports.fault')
  }
}

/** "new 12": for tabs and lists. */
export const outcomeCount = (outcome: LineOutcome, kind: RunKind, count: number): string =>
  `${outcomeName(outcome, kind)} ${formatNumber(count)}`

/** Names that standards give them: the same in every language. */
export const encodingName: Record<FileEncoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252 / ISO 8859-1',
  'windows-1256': 'Windows-1256',
}

export function delimiterName(delimiter: Delimiter): string {
  switch (delimiter) {
    case ',':
      return t('imports.comma')
    case ';':
      return t('imports.semicolon')
    case '\t':
      return t('imports.tab')
  }
}

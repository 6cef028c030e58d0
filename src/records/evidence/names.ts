import { t } from '../../base/i18n/t.ts'
import type { Tone } from '../../ui/parts/Tag.tsx'
import type { AdoptionForm, Outcome } from './use.ts'

/** How it went, in the reader's words. */
export function outcomeName(outcome: Outcome): string {
  const names: Record<Outcome, () => string> = {
    worked: () => t('evidence.worked'),
    partly: () => t('evidence.partly'),
    'did-not': () => t('evidence.didNot'),
  }
  return names[outcome]()
}

export const outcomeTone = (outcome: Outcome): Tone =>
  ({ worked: 'ok', partly: 'tacit', 'did-not': 'problem' })[outcome] as Tone

export function formName(form: AdoptionForm): string {
  const names: Record<AdoptionForm, () => string> = {
    manual: () => t('evidence.manual'),
    curriculum: () => t('evidence.curriculum'),
    plan: () => t('evidence.plan'),
    budget: () => t('evidence.budget'),
    law: () => t('evidence.law'),
    other: () => t('evidence.otherForm'),
  }
  return names[form]()
}

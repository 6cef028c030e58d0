import { t } from '../base/i18n/t.ts'

export interface Unstorable {
  path: PropertyKey[]
  message: string
}

/** Nothing that people answer is nested deeper; what is would exhaust whoever walks through it. */
const deepest = 60

/**
 * Where in some JSON there is what PostgreSQL cannot keep: a NUL, half of a character (a surrogate
 * without its other half), or nesting without end.
 */
export function* unstorable(value: unknown, path: PropertyKey[] = []): Generator<Unstorable> {
  if (typeof value === 'string') yield* inWords(value, path)
  if (typeof value !== 'object' || value === null) return
  if (path.length === deepest) {
    yield { path, message: t('records.faultDepth', { deepest }) }
    return
  }
  for (const [key, inside] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key]
    if (!Array.isArray(value)) yield* inWords(key, here)
    yield* unstorable(inside, here)
  }
}

function* inWords(words: string, path: PropertyKey[]): Generator<Unstorable> {
  if (words.includes('\u0000')) yield { path, message: t('records.faultNul') }
  if (!words.isWellFormed()) yield { path, message: t('records.faultHalf') }
}

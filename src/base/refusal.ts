import type { MessageKey } from './i18n/messages.ts'

/** Why a verb would not do it: drawn as 400, 403, 404, 409, 410 or 422. */
export type RefusalKind =
  | 'unreadable'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'gone'
  | 'invalid'
  | 'too-many'

export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly key: MessageKey
  readonly values: Record<string, string | number>

  // Written out, because Node runs this file as it is and strips types only.
  constructor(kind: RefusalKind, key: MessageKey, values: Record<string, string | number> = {}) {
    super(`${kind}: ${key} ${JSON.stringify(values)}`)
    this.kind = kind
    this.key = key
    this.values = values
  }
}

export function refuse(kind: RefusalKind, key: MessageKey, values?: Record<string, string | number>): never {
  throw new Refusal(kind, key, values)
}

/** Unknown and forbidden answer alike, so that nobody learns what there is by asking. */
export const missing = (): never => refuse('missing', 'base.missing')

export function found<T>(thing: T | undefined | null): T {
  return thing ?? missing()
}

export const refusalStatus = {
  unreadable: 400,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  invalid: 422,
  'too-many': 429,
} as const

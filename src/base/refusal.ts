import type { MessageKey } from './i18n/messages.ts'

/** Why a verb would not do it: drawn as 400, 401, 403, 404, 409, 410 or 422. */
export type RefusalKind =
  | 'unreadable'
  | 'unproven'
  | 'forbidden'
  | 'missing'
  | 'conflict'
  | 'gone'
  | 'invalid'
  | 'too-many'

/** What is wrong at one place of what was given. */
export interface Place {
  /** A path in what was sent, or of an answer. */
  place: string
  detail: string
}

export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly key: MessageKey
  readonly values: Record<string, string | number>
  /** Where it does not fit, for whoever asked by program. */
  readonly places: Place[]

  // Written out, because Node runs this file as it is and strips types only.
  constructor(
    kind: RefusalKind,
    key: MessageKey,
    values: Record<string, string | number> = {},
    places: Place[] = [],
  ) {
    super(`${kind}: ${key} ${JSON.stringify(values)}`)
    this.kind = kind
    this.key = key
    this.values = values
    this.places = places
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
  unproven: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  gone: 410,
  invalid: 422,
  'too-many': 429,
} as const

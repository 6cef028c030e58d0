import { config } from '../../base/config.ts'
import type { MessageKey } from '../../base/i18n/messages.ts'
import { log } from '../../base/log.ts'
import { Refusal } from '../../base/refusal.ts'

/** Another site people may sign in by, which speaks OpenID Connect, as they call it; if the settings name one. */
export function outsideName(): string | undefined {
  const { OIDC_ISSUER, OIDC_NAME } = config()
  return OIDC_ISSUER ? (OIDC_NAME ?? new URL(OIDC_ISSUER).host) : undefined
}

/** Why somebody may not come in by the other site, which the words name. */
export const outsideRefusal = (key: MessageKey): Refusal =>
  new Refusal('invalid', key, { name: outsideName() ?? '' })

/** The library's reasons, and those of the other site (RFC 6749, 4.1.2.1), in our words. */
const reasons: Record<string, MessageKey> = {
  access_denied: 'people.outsideDenied',
  state_mismatch: 'people.outsideStale',
  state_not_found: 'people.outsideStale',
  state_invalid: 'people.outsideStale',
  email_not_found: 'people.outsideNoEmail',
  email_not_verified: 'people.outsideUnverified',
  account_not_linked: 'people.outsideUnconfirmed',
  temporarily_unavailable: 'people.outsideDown',
  server_error: 'people.outsideDown',
}

export function refuseOutside(code: string): never {
  if (!reasons[code]) log.warn({ code: code.slice(0, 100) }, 'signing in by the other site failed')
  throw outsideRefusal(reasons[code] ?? 'people.outsideFailed')
}

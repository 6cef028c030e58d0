/** Where the flags stand in what an authenticator signs, and the one for "user verified" (WebAuthn 3, 6.1). */
const flags = 32
const userVerified = 0b100

/**
 * Whether the device made sure who holds it, by a PIN, a finger or a face. To be asked of an answer whose
 * signature was found right: anybody can write the others.
 */
export function verifiedWho(body: unknown): boolean {
  const { authenticatorData } =
    (body as { response?: { response?: { authenticatorData?: unknown } } } | undefined)?.response?.response ??
    {}
  if (typeof authenticatorData !== 'string') return false
  return ((Buffer.from(authenticatorData, 'base64url')[flags] ?? 0) & userVerified) !== 0
}

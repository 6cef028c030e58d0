import { createOTP } from '@better-auth/utils/otp'

/** What an app on a phone shows now that read this address (`otpauth://…`). */
export const codeOf = (uri: string): Promise<string> =>
  createOTP(bytesOf(new URL(uri).searchParams.get('secret')!)).totp()

/** The letters of RFC 4648, 6, as bytes; apps do the same. */
function bytesOf(letters: string): string {
  const bits = [...letters.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('')
}

/**
 * What every answer says the browser may do with it: nothing from elsewhere, nothing inline. Forms lead to
 * us, and on to these origins: browsers hold where a form is led to to the same rule.
 */
export function fixedHeaders(
  styleHashes: string[],
  https: boolean,
  formsLeadTo: string[] = [],
): Record<string, string> {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' ${styleHashes.map((hash) => `'${hash}'`).join(' ')}`.trim(),
    `img-src 'self' data:`,
    `font-src 'self'`,
    `media-src 'self' blob:`,
    `connect-src 'self'`,
    `manifest-src 'self'`,
    ['form-action', `'self'`, ...formsLeadTo].join(' '),
    `base-uri 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ')
  return {
    'content-security-policy': policy,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(self)',
    'referrer-policy': 'strict-origin-when-cross-origin',
    vary: 'Accept, Accept-Encoding, Accept-Language, Cookie, Save-Data',
    'x-content-type-options': 'nosniff',
    ...(https && { 'strict-transport-security': 'max-age=31536000' }),
  }
}

/**
 * Turbo puts one `<style>` into the page, for its progress bar; the policy allows exactly that text.
 * `turbo.test.ts` computes it from the installed version.
 */
export const turboStyleHash = 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps='

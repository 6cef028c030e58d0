/** Turbo ships no types; this is all we call. */
declare module '@hotwired/turbo' {
  export function start(): void
}

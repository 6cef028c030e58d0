/** All of it worked; some of it failed; the call or a setting was wrong. */
export const exitCodes = { worked: 0, failed: 1, wrong: 2 } as const

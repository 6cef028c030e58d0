import { vi } from 'vitest'

/** Waits until this holds, however slow the machine is; what never does fails with the last that was said. */
export const until = <T>(holds: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(holds, { timeout: 60_000, interval: 10 })

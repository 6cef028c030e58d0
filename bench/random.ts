/** The same numbers from the same seed, on every machine (mulberry32, Tommy Ettinger 2017). */
export interface Random {
  /** From 0 up to 1. */
  next: () => number
  below: (limit: number) => number
  one: <T>(list: readonly T[]) => T
  chance: (share: number) => boolean
}

export function random(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { next, below, one: (list) => list[below(list.length)]!, chance: (share) => next() < share }
}

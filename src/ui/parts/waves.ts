/** A seeded stream of numbers in [0, 1): FNV-1a into mulberry32, so that a drawing never changes. */
function seeded(seed: string): () => number {
  let state = 0x811c9dc5
  for (const char of seed) state = Math.imul(state ^ char.codePointAt(0)!, 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A radius factor near 1 for an angle in radians: three low sine waves, which drift slowly from ring to ring. */
export type Wave = (angle: number, ring: number) => number

export function lowWaves(seed: string): Wave {
  const next = seeded(seed)
  const waves = [1, 2, 3].map((turns) => ({
    turns,
    height: (0.016 + next() * 0.016) / Math.sqrt(turns),
    phase: next() * 2 * Math.PI,
    drift: (next() - 0.5) * 0.5,
  }))
  return (angle, ring) =>
    waves.reduce(
      (sum, { turns, height, phase, drift }) => sum + height * Math.sin(turns * angle + phase + drift * ring),
      1,
    )
}

const tenth = (value: number): number => Math.round(value * 10) / 10

/**
 * A closed smooth line around (50, 50) as SVG path data: a quadratic spline whose further curves are
 * written `T x y`, one pair of numbers a point. Each point makes up for the rounding of the one before.
 */
export function ringPath(radius: number, wave: Wave, ring: number, points: number): string {
  const corner = (i: number): [number, number] => {
    const angle = (i / points) * 2 * Math.PI
    const reach = radius * wave(angle, ring)
    return [50 + reach * Math.cos(angle), 50 + reach * Math.sin(angle)]
  }
  const [first, last] = [corner(0), corner(points - 1)]
  const start = [tenth((first[0] + last[0]) / 2), tenth((first[1] + last[1]) / 2)]
  let control = first.map(tenth)
  let path = `M${start.join(' ')}Q${control.join(' ')} `
  for (let i = 1; i < points; i++) {
    const wanted = corner(i)
    const middle = control.map((at, axis) => tenth((at + wanted[axis]!) / 2))
    path += i === 1 ? `${middle.join(' ')}T` : `${middle.join(' ')} `
    control = control.map((at, axis) => tenth(2 * middle[axis]! - at))
  }
  return `${path}${start.join(' ')}Z`
}

import { lowWaves, ringPath } from './waves.ts'

export interface Ring {
  /** SVG path data within 0 0 100 100. */
  path: string
  /** Stroke width in the same units. */
  width: number
}

const innermost = 7
const outermost = 48
const widest = (outermost - innermost) / 3

/**
 * One ring a quarter, oldest inside, laid from the middle out, each as wide as the root of its share of
 * people, so that no two ever touch. Up to two rings leave room to grow into.
 */
export function growthRings(seed: string, people: number[], points: number): Ring[] {
  const most = Math.max(1, ...people)
  const shares = people.map((count) => 0.22 + 0.78 * Math.sqrt(count / most))
  const whole = shares.reduce((sum, share) => sum + share, 0)
  const unit = Math.min((outermost - innermost) / whole, widest)
  const wave = lowWaves(seed)
  let edge = innermost
  return shares.map((share, ring) => {
    const room = share * unit
    edge += room
    const width = Math.max(0.5, Math.round(room * 6.8) / 10)
    return { path: ringPath(edge - room / 2, wave, ring, points), width }
  })
}

/** The mark of Baobab: four rings, the last of them leaf. */
export const mark = (): Ring[] => growthRings('baobab', [5, 3, 4, 4], 12)

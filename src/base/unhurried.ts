import { setTimeout } from 'node:timers/promises'

/** Does the work and then rests for as long as it took, so that what is done in thousands leaves half of all there is to readers. */
export async function unhurried<T>(work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const done = await work()
  await setTimeout(performance.now() - began)
  return done
}

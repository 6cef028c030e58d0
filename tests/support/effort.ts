/**
 * How long this process computed for it, in milliseconds of a processor: what else the machine is at is not counted.
 * For what must not grow with the square of what it is given, or come near it.
 */
export async function effortOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

/**
 * How long it takes to open: a first time on an empty folder, and again; and how long the desk of a member takes
 * where it was asked for just before, and after a lull. `bin/baobab bench start`
 */
import { emptyFolder, median, open, remove, type Server } from './server.ts'
import { signIn } from './visitor.ts'

const runs = 3
/** In milliseconds: longer than whatever is thrown away because nobody came. */
const lull = 15_000
const first: number[] = []
const next: number[] = []
const atOnce: number[] = []
const afterLull: number[] = []
for (let run = 0; run < runs; run++) {
  const folder = emptyFolder()
  for (const times of [first, next]) {
    const server = await open(folder)
    times.push(server.took)
    if (times === next) await atTheDesk(server)
    await server.stop()
  }
  remove(folder)
}

async function atTheDesk(server: Server): Promise<void> {
  const cookie = await signIn(server, 'member@demo.example')
  const look = async (): Promise<number> => {
    const began = performance.now()
    await (await fetch(server.origin, { headers: { cookie } })).text()
    return performance.now() - began
  }
  for (let i = 0; i < 10; i++) await look()
  atOnce.push(await look())
  await new Promise((done) => setTimeout(done, lull))
  afterLull.push(await look())
}

const seconds = (times: number[]) =>
  `${(median(times) / 1000).toFixed(1)} s (${times.map((time) => (time / 1000).toFixed(1)).join(', ')})`
const milliseconds = (times: number[]) =>
  `${median(times).toFixed(0)} ms (${times.map((time) => time.toFixed(0)).join(', ')})`
process.stdout.write(
  [
    `ready the first time, packs and demo loaded: ${seconds(first)}`,
    `ready the next time: ${seconds(next)}`,
    `the desk of a member, once more: ${milliseconds(atOnce)}`,
    `the same ${lull / 1_000} s after: ${milliseconds(afterLull)}\n`,
  ].join('\n'),
)

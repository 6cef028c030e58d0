/** How long it takes to open: a first time on an empty folder, and again. `bin/baobab bench start` */
import { emptyFolder, median, open, remove } from './server.ts'

const runs = 3
const first: number[] = []
const next: number[] = []
for (let run = 0; run < runs; run++) {
  const folder = emptyFolder()
  for (const times of [first, next]) {
    const server = await open(folder)
    times.push(server.took)
    await server.stop()
  }
  remove(folder)
}
const seconds = (times: number[]) =>
  `${(median(times) / 1000).toFixed(1)} s (${times.map((time) => (time / 1000).toFixed(1)).join(', ')})`
process.stdout.write(
  `ready the first time, packs and demo loaded: ${seconds(first)}\nready the next time: ${seconds(next)}\n`,
)

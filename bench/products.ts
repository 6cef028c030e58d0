/** How long a field sheet takes to be made, from the question to the whole PDF. `bin/baobab bench products` */
import { setTimeout } from 'node:timers/promises'
import { open, remove } from './server.ts'

/** In milliseconds: what 95 of 100 sheets may take, and the first one when what sets type is yet to start. */
const goal = 500
/** After so many milliseconds without an order what sets type has ended: see `press.ts`. */
const idle = 32_000
const rounds = 2

const server = await open()
let missed = false
try {
  const list = await fetch(`${server.origin}/api/v1/records?limit=100`)
  const known = (await list.json()) as { items: { ref: string; state: string }[] }
  const items = known.items.filter(({ state }) => state === 'published')
  const sheet = async (ref: string, name: string): Promise<{ took: number; bytes: number }> => {
    const began = performance.now()
    const answer = await fetch(`${server.origin}/records/${ref}/${name}`)
    const bytes = (await answer.arrayBuffer()).byteLength
    if (!answer.ok) throw new Error(`${name} of ${ref} answered ${answer.status}`)
    return { took: performance.now() - began, bytes }
  }
  const starting = async (which: string) => {
    const { took } = await sheet(items[0]!.ref, 'field-sheet.pdf')
    missed ||= took > goal
    process.stdout.write(
      `${which}, with the start of what sets type: ${took.toFixed(0)} ms${took > goal ? `; goal ${goal} ms: missed` : ''}\n`,
    )
  }
  await starting('the first')
  await setTimeout(idle)
  await starting('the first after idling')
  for (const [name, most] of [
    ['field-sheet.pdf', goal],
    ['document.pdf', undefined],
  ] as const) {
    const all: { took: number; bytes: number }[] = []
    for (let round = 0; round < rounds; round++) for (const { ref } of items) all.push(await sheet(ref, name))
    const times = all.map(({ took }) => took).sort((a, b) => a - b)
    const at = (share: number) => times[Math.floor(share * times.length)]!
    const late = most !== undefined && at(0.95) > most
    missed ||= late
    const kilobytes = all.reduce((sum, { bytes }) => sum + bytes, 0) / all.length / 1000
    process.stdout.write(
      `${name}, ${times.length} of ${items.length} records: p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)}, slowest ${times.at(-1)!.toFixed(0)}; ${kilobytes.toFixed(0)} KB each${late ? `; goal ${most} ms: missed` : ''}\n`,
    )
  }
  const metrics = await (await fetch(`${server.origin}/metrics`)).text()
  const held = Number(/^baobab_process_resident_memory_bytes(?:{[^}]*})? (\S+)/m.exec(metrics)?.[1])
  process.stdout.write(`memory of the web process then: ${Math.round(held / 2 ** 20)} MB\n`)
} finally {
  await server.stop()
  remove(server.folder)
}
if (missed) process.exitCode = 1

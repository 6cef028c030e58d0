/**
 * What pages cost: a stranger's pages a second, made anew and kept, beside a bare node:http server that
 * answers the same bytes (five interleaved runs, uncompressed); queries, memory, bytes over the wire.
 * `bin/baobab bench pages`
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { visits } from './bytes.ts'
import { median, open, remove } from './server.ts'

const runs = 5
const seconds = 4

const server = await open()
const { items } = (await (await fetch(`${server.origin}/api/v1/records?kind=practice&limit=50`)).json()) as {
  items: { address: string }[]
}
const paths = { 'record page': new URL(items[0]!.address, server.origin).pathname, home: '/' }
const bare = await openBare(server.folder)

try {
  for (const [name, path] of Object.entries(paths)) await compare(name, path)
  process.stdout.write(
    `memory of the web process after the runs: ${Math.round((await metric('baobab_process_resident_memory_bytes')) / 2 ** 20)} MB\n`,
  )
  await visits(server.origin, [...Object.values(paths), '/search?q=stone', '/places/NE'])
} finally {
  bare.stop()
  await server.stop()
  remove(server.folder)
}

async function compare(name: string, path: string): Promise<void> {
  const body = await (
    await fetch(server.origin + path, { headers: { 'accept-encoding': 'identity' } })
  ).text()
  bare.answer(body)
  const figures: Record<'anew' | 'kept' | 'bare', number[]> = { anew: [], kept: [], bare: [] }
  const before = await asked()
  for (let run = 0; run < runs; run++) {
    figures.anew.push(await perSecond(`${server.origin}${path}?anew`))
    figures.kept.push(await perSecond(server.origin + path))
    figures.bare.push(await perSecond(bare.origin))
  }
  const after = await asked()
  const share = (which: 'anew' | 'kept') =>
    `${((100 * median(figures[which])) / median(figures.bare)).toFixed(0)}%`
  process.stdout.write(
    `${name} (${path}, ${Math.round(body.length / 1024)} KB):\n` +
      `  made anew ${Math.round(median(figures.anew))} a second, ${share('anew')} of bare; kept ${Math.round(median(figures.kept))}, ${share('kept')}; bare ${Math.round(median(figures.bare))}\n` +
      `  queries a page made anew: ${((after - before) / figures.anew.reduce((sum, one) => sum + one * seconds, 0)).toFixed(1)}\n`,
  )
}

async function perSecond(url: string): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({
    url,
    connections: 10,
    duration: seconds,
    headers: { 'accept-encoding': 'identity' },
  })
  if (non2xx || errors) throw new Error(`${url}: ${non2xx} refusals, ${errors} errors`)
  return requests.average
}

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server.origin}/metrics`)).text()
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1],
  )
}

async function asked(): Promise<number> {
  return metric('baobab_request_queries_sum')
}

/** A server that does nothing but answer, in a process of its own. */
async function openBare(folder: string) {
  const script = join(folder, 'bare.mjs')
  writeFileSync(
    script,
    `import { createServer } from 'node:http'
     let body = Buffer.from('')
     process.on('message', (text) => { body = Buffer.from(text) })
     const server = createServer((_, answer) => { answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': body.length }); answer.end(body) })
     server.listen(0, '127.0.0.1', () => process.send(server.address().port))`,
  )
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const port = await new Promise<number>((done) => child.once('message', (said) => done(said as number)))
  return {
    origin: `http://127.0.0.1:${port}/`,
    answer: (body: string) => void child.send(body),
    stop: () => child.kill(),
  }
}

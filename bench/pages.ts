/**
 * What pages cost: a stranger's pages a second beside a bare node:http server that answers the same bytes
 * (five interleaved runs, uncompressed): kept whole; made anew from the parts that the process keeps;
 * and made from nothing, with all that is kept let go of all the time. Queries, memory, bytes over the
 * wire; then the same page for a member, of whom the database is asked each time. `bin/baobab bench
 * pages` fails where a goal is missed.
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { visits } from './bytes.ts'
import { median, open, remove } from './server.ts'
import { signIn } from './visitor.ts'

const runs = 5
const seconds = 4
/** Megabytes. */
const mostMemory = 200
let missed = 0
type Way = 'kept' | 'anew' | 'from nothing'
/** Shares of the bare server's pages a second that a record page must reach. */
const goals: Partial<Record<Way, number>> = { kept: 0.45, anew: 0.1 }
const say = (line: string) => void process.stdout.write(`${line}\n`)

const server = await open()
const { items } = (await (await fetch(`${server.origin}/api/v1/records?kind=practice&limit=50`)).json()) as {
  items: { address: string }[]
}
const paths = { 'record page': new URL(items[0]!.address, server.origin).pathname, home: '/' }
const bare = await openBare(server.folder)

try {
  await compare('record page', paths['record page'], goals)
  await compare('home', paths.home)
  const held = await memory()
  if (held > mostMemory) missed++
  say(`memory of the web process after the runs: ${held} MB, goal ${mostMemory} MB`)
  await visits(server.origin, [...Object.values(paths), '/search?q=stone', '/places/NE', '/sign-in'])
  await forMember(paths['record page'])
} finally {
  bare.stop()
  await server.stop()
  remove(server.folder)
}
process.exitCode = missed ? 1 : 0

async function compare(name: string, path: string, least: Partial<Record<Way, number>> = {}): Promise<void> {
  const body = await (
    await fetch(server.origin + path, { headers: { 'accept-encoding': 'identity' } })
  ).text()
  bare.answer(body)
  const figures: Record<Way | 'bare', number[]> = { kept: [], anew: [], 'from nothing': [], bare: [] }
  for (let run = 0; run < runs; run++) {
    figures.anew.push(await perSecond(`${server.origin}${path}?anew`))
    figures.kept.push(await perSecond(server.origin + path))
    figures.bare.push(await perSecond(bare.origin))
    figures['from nothing'].push(await forgetting(() => perSecond(`${server.origin}${path}?anew`)))
  }
  const bareMedian = median(figures.bare)
  say(`${name} (${path}, ${Math.round(body.length / 1024)} KB), bare ${Math.round(bareMedian)} a second:`)
  for (const way of ['kept', 'anew', 'from nothing'] as const) {
    const share = median(figures[way]) / bareMedian
    const short = share < (least[way] ?? 0)
    if (short) missed++
    const goal = least[way] ? `, goal ${100 * least[way]}%${short ? ': missed' : ''}` : ''
    say(`  ${way} ${Math.round(median(figures[way]))} a second, ${(100 * share).toFixed(1)}%${goal}`)
  }
  say(
    `  queries: ${await queriesOf(`${path}?anew`)} anew, ${await forgetting(() => queriesOf(`${path}?anew`))} from nothing`,
  )
}

/** The page as a member of the demo gets it, beside the bare server, which answers a stranger's bytes. */
async function forMember(path: string): Promise<void> {
  const cookie = await signIn(server, 'member@demo.example')
  bare.answer(await (await fetch(server.origin + path)).text())
  const shares: number[] = []
  for (let run = 0; run < runs; run++) {
    const member = await perSecond(server.origin + path, cookie)
    shares.push(member / (await perSecond(bare.origin)))
  }
  say(
    `${path} for a member: ${(100 * median(shares)).toFixed(1)}% of the bare server; memory then ${await memory()} MB`,
  )
}

/** Of the web process, in megabytes. */
async function memory(): Promise<number> {
  return Math.round((await metric('baobab_process_resident_memory_bytes')) / 2 ** 20)
}

/** How many queries the database is asked for this page, of the last of three times. */
async function queriesOf(path: string): Promise<number> {
  let asked = 0
  for (let time = 0; time < 3; time++) {
    const before = await metric('baobab_request_queries_sum')
    await (await fetch(server.origin + path)).text()
    asked = (await metric('baobab_request_queries_sum')) - before
  }
  return asked
}

/** While the work goes on, everything that is kept is let go of, five hundred times a second. */
async function forgetting<T>(work: () => Promise<T>): Promise<T> {
  const client = await server.database()
  let over = false
  const letting = (async () => {
    while (!over) {
      await client.query(`select pg_notify('changed', '*')`)
      await new Promise((done) => setTimeout(done, 2))
    }
  })()
  try {
    return await work()
  } finally {
    over = true
    await letting
    await client.end()
  }
}

async function perSecond(url: string, cookie?: string): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({
    url,
    connections: 10,
    duration: seconds,
    headers: { 'accept-encoding': 'identity', ...(cookie && { cookie }) },
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

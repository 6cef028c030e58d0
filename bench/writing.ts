/**
 * What writing costs: every page of the form of a questionnaire, opened by whoever writes in it, and one
 * answer saved as it is typed, both over loopback from the outside; of a draft that was just begun, and of
 * one in which a whole practice stands. The questionnaire is the standard one of 775 slots, and the practice
 * one that answers it, where the shared input is there; else the longest of the packs, begun only.
 * `bin/baobab bench writing` fails where a page takes longer than 150 ms or weighs more than 60 KB, or 5 of
 * 100 answers longer than 30 ms.
 */
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../src/base/root.ts'
import { median, open, remove } from './server.ts'
import { press, signIn } from './visitor.ts'

const shared = join(root, '../shared/data/slm')
const times = 15
const answers = 300
const goals = { page: 150, bytes: 60 * 1024, answer: 30 }
const say = (line: string) => void process.stdout.write(`${line}\n`)
let missed = 0

const server = await open()
try {
  const cookie = await signIn(server, 'member@demo.example')
  if (existsSync(shared)) {
    takeIn('instrument', 'slm-technologies.json')
    takeIn('record', 'technology-armenia-pile-walls.2018.json')
    const [instrument, record] = await taken()
    await measure('just begun', cookie, await begin(cookie, instrument))
    const keeper = await signIn(server, 'curator@demo.example')
    await measure('a whole practice in it', keeper, await change(keeper, record))
  } else await measure('just begun', cookie, await begin(cookie, 'slm-practice'))
} finally {
  await server.stop()
  remove(server.folder)
}
process.exitCode = missed ? 1 : 0

async function measure(what: string, cookie: string, draft: string): Promise<void> {
  say(`A draft, ${what}:`)
  const seen = []
  for (const path of await pagesOf(cookie, draft)) seen.push({ path, ...(await opened(cookie, path)) })
  const slowest = seen.toSorted((a, b) => b.took - a.took)[0]!
  const heaviest = seen.toSorted((a, b) => b.bytes - a.bytes)[0]!
  const last = (path: string) => path.split('/').at(-1)
  hold(
    `  ${seen.length} pages, the slowest (${last(slowest.path)}), median of ${times}`,
    slowest.took,
    goals.page,
    'ms',
  )
  hold(`  the heaviest (${last(heaviest.path)}), compressed`, heaviest.bytes / 1024, goals.bytes / 1024, 'KB')
  hold(`  one answer saved, 95 of 100, ${answers} in all`, await saved(cookie, draft), goals.answer, 'ms')
}

function hold(what: string, figure: number, goal: number, unit: string): void {
  if (figure > goal) missed++
  say(`${what}: ${figure.toFixed(1)} ${unit}, goal ${goal} ${unit}${figure > goal ? ': missed' : ''}`)
}

/** Takes what others made in by the command line; the practice has two answers that name nothing here. */
function takeIn(what: 'instrument' | 'record', file: string): void {
  const { status, stderr } = spawnSync(join(root, 'bin/baobab'), ['import', what, join(shared, file)], {
    env: { ...process.env, DATA_DIR: server.folder, LOG_LEVEL: 'warn' },
    encoding: 'utf8',
  })
  if (status !== 0 && what === 'instrument') throw new Error(stderr)
}

/** The slug of the questionnaire and the reference of the practice. */
async function taken(): Promise<[string, string]> {
  const database = await server.database()
  const { rows } = await database.query<{ slug: string; ref: string }>(
    `select slug, record.ref from instrument join edition on edition.id = instrument.current,
      (select ref from thing where kind = 'record' order by id desc limit 1) as record
    order by questions desc limit 1`,
  )
  await database.end()
  return [rows[0]!.slug, rows[0]!.ref]
}

async function change(cookie: string, record: string): Promise<string> {
  return (await press(server, cookie, `/records/${record}/changes`)).get('location')!
}

async function begin(cookie: string, instrument: string): Promise<string> {
  const headers = await press(server, cookie, '/drafts', { instrument, lang: 'en' })
  return headers.get('location')!.replace('/essentials', '')
}

async function pagesOf(cookie: string, draft: string): Promise<string[]> {
  const html = await (await fetch(server.origin + draft, { headers: { cookie } })).text()
  const found = html.matchAll(/href="(\/drafts\/[^"]+\/(?:essentials|sections\/[^"]+))"/g)
  return [...new Set([...found].map(([, path]) => path!))]
}

async function opened(cookie: string, path: string): Promise<{ took: number; bytes: number }> {
  const took: number[] = []
  for (let n = 0; n < times; n++) {
    const began = performance.now()
    await (await fetch(server.origin + path, { headers: { cookie } })).arrayBuffer()
    took.push(performance.now() - began)
  }
  const bytes = await weightOf(cookie, path)
  return { took: median(took), bytes }
}

/** As it comes over the wire to a browser. */
async function weightOf(cookie: string, path: string): Promise<number> {
  const { get } = await import('node:http')
  return new Promise((done, failed) => {
    get(server.origin + path, { headers: { cookie, 'accept-encoding': 'gzip, br' } }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => {
        bytes += part.length
      })
      answer.on('end', () => done(bytes))
    }).on('error', failed)
  })
}

async function saved(cookie: string, draft: string): Promise<number> {
  const path = '@record/only/summary/en'
  const page = randomUUID()
  const took: number[] = []
  for (let n = 0; n < answers; n++) {
    const change = {
      id: randomUUID(),
      path,
      base: 0,
      typed: { [path]: `What was done, and what came of it: ${n}` },
    }
    const began = performance.now()
    const answer = await fetch(`${server.origin}${draft}/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: server.origin, cookie },
      body: JSON.stringify({ since: n, page, at: 'essentials', changes: [change] }),
    })
    if (!answer.ok) throw new Error(`saving answered ${answer.status}`)
    await answer.arrayBuffer()
    took.push(performance.now() - began)
  }
  return took.toSorted((a, b) => a - b)[Math.floor(0.95 * answers)]!
}

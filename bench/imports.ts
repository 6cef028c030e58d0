/**
 * What an import costs: a table of 5,000 records sent as a curator sends it, read and previewed by the worker,
 * while a stranger reads a record page made anew every time. `bin/baobab bench imports` fails where the preview
 * takes more than 20 seconds, or where the page is slower than before by more than half and 100 ms.
 */
import { open, remove } from './server.ts'
import { signIn } from './visitor.ts'

const rows = 5_000
const mostSeconds = 20
const say = (line: string) => void process.stdout.write(`${line}\n`)
let missed = 0

const server = await open()
try {
  const cookie = await signIn(server, 'curator@demo.example')
  const { items } = (await (await fetch(`${server.origin}/api/v1/records?kind=practice&limit=1`)).json()) as {
    items: { address: string }[]
  }
  const page = new URL(items[0]!.address, server.origin).pathname
  const before = await reading(page, () => new Promise((done) => setTimeout(done, 5_000)))
  say(`a record page before: p95 ${before.p95.toFixed(0)} ms of ${before.times}`)
  let took = { read: 0, previewed: 0 }
  const during = await reading(page, async () => {
    took = await previewed(cookie)
  })
  const seconds = (took.read + took.previewed) / 1000
  const late = seconds > mostSeconds
  if (late) missed++
  say(
    `${rows} rows: read in ${(took.read / 1000).toFixed(1)} s, previewed in ${(took.previewed / 1000).toFixed(1)} s; ${seconds.toFixed(1)} s in all, goal ${mostSeconds}${late ? ': missed' : ''}`,
  )
  const most = Math.max(before.p95 * 1.5, before.p95 + 100)
  const slow = during.p95 > most
  if (slow) missed++
  say(
    `a record page meanwhile: p95 ${during.p95.toFixed(0)} ms of ${during.times}, goal ${most.toFixed(0)}${slow ? ': missed' : ''}`,
  )
} finally {
  await server.stop()
  remove(server.folder)
}
process.exitCode = missed ? 1 : 0

/** Answers to the questionnaire of reports, with all that such a table has; each row is a record. */
function table(): string {
  const head =
    'Title,Summary,Places,Authors,DOI,Kind,Published,Approach,Units observed,Peer reviewed,Question,Limits'
  const lines = Array.from({ length: rows }, (_, i) =>
    [
      `"Yields on terraced plots, survey ${i}"`,
      `"What ${i % 90} households harvested after ${i % 7} seasons, and what they did not."`,
      ['NE', 'Burkina Faso', 'Mali; Niger', 'ETH'][i % 4],
      `"Author ${i % 300}; Second ${i % 70}"`,
      `10.5555/bench.${i}`,
      ['Study', 'article', 'Thesis'][i % 3],
      `20${10 + (i % 15)}-0${1 + (i % 9)}`,
      '"Sample survey; Field measurement"',
      `${100 + i}`,
      i % 2 ? 'yes' : 'no',
      '"Do terraces pay within five years?"',
      '"One valley is not a country."',
    ].join(','),
  )
  return [head, ...lines].join('\n')
}

async function previewed(cookie: string): Promise<{ read: number; previewed: number }> {
  const headers = { origin: server.origin, cookie }
  const form = new FormData()
  form.set('kind', 'table')
  form.set('instrument', 'report')
  form.set('file', new File([table()], 'bench.csv'))
  const began = performance.now()
  const sent = await fetch(`${server.origin}/imports`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: form,
  })
  const at = new URL(sent.headers.get('location')!, server.origin).href
  const client = await server.database()
  const reached = async (state: string) => {
    for (;;) {
      const { rows } = await client.query('select state, error from import_run')
      if (rows[0].state === state) return performance.now()
      if (rows[0].state === 'failed') throw new Error(rows[0].error)
      await new Promise((done) => setTimeout(done, 100))
    }
  }
  try {
    const read = await reached('read')
    const html = await (await fetch(at, { headers })).text()
    const chosen = new URLSearchParams({ instrument: 'report', encoding: 'utf-8', delimiter: ',' })
    for (const [, name, options] of html.matchAll(/<select[^>]*name="(column\d+)"[^>]*>(.*?)<\/select>/gs))
      chosen.set(name!, /value="([^"]*)" selected/.exec(options!)?.[1] ?? '')
    const asked = performance.now()
    await fetch(`${at}/preview`, { method: 'POST', redirect: 'manual', headers, body: chosen })
    const done = await reached('previewed')
    const { rows: counts } = await client.query(
      'select outcome, count(*), min(reasons::text) as reason from import_line group by outcome',
    )
    say(`the preview says ${counts.map(({ outcome, count }) => `${outcome} ${count}`).join(', ')}`)
    return { read: read - began, previewed: done - asked }
  } finally {
    await client.end()
  }
}

/** Reads a page over and over while the work goes on, four times a second, as some readers together do. */
async function reading(path: string, work: () => Promise<unknown>): Promise<{ p95: number; times: number }> {
  const times: number[] = []
  let over = false
  const reader = (async () => {
    for (let n = 0; !over; n++) {
      const began = performance.now()
      await (await fetch(`${server.origin}${path}?anew=${n}`)).text()
      times.push(performance.now() - began)
      await new Promise((done) => setTimeout(done, 50))
    }
  })()
  try {
    await work()
  } finally {
    over = true
    await reader
  }
  times.sort((a, b) => a - b)
  return { p95: times[Math.floor(times.length * 0.95)] ?? 0, times: times.length }
}

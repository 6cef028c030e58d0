/**
 * What it costs to bring a mailing list along: 30,000 messages sent as a facilitator sends them, read through and brought
 * in by the worker, then a member's look at a month of them. `bin/baobab bench lists` fails below 300 messages a second,
 * from the first byte to the last message; `bin/baobab bench lists` with MESSAGES=3000 takes a tenth of the time.
 */
import { random } from './random.ts'
import { open, remove } from './server.ts'
import { press, signIn } from './visitor.ts'

const messages = Number(process.env.MESSAGES ?? 30_000)
const fewest = 300
const community = '/communities/drylands-exchange'
const say = (line: string) => void process.stdout.write(`${line}\n`)

const server = await open()
let missed = false
try {
  const cookie = await signIn(server, 'operator@demo.example')
  const began = performance.now()
  const at = await sent(cookie)
  const client = await server.database()
  try {
    const reached = async (state: string) => {
      for (;;) {
        const { rows } = await client.query('select state, error from list_archive')
        if (rows[0].state === state) return performance.now()
        if (rows[0].state === 'failed') throw new Error(rows[0].error)
        await new Promise((done) => setTimeout(done, 100))
      }
    }
    const previewed = await reached('previewed')
    await press(server, cookie, `${at}/start`, { name: 'Bench', lang: 'en' })
    const done = await reached('done')
    const { rows } = await client.query(
      'select count(*)::int as posts, (select count(*)::int from thread where archive is not null) as threads from post where mail_author is not null',
    )
    const seconds = (done - began) / 1_000
    const rate = rows[0].posts / seconds
    missed = rate < fewest || rows[0].posts !== messages
    say(
      `${rows[0].posts} messages in ${rows[0].threads} conversations: read through in ${((previewed - began) / 1_000).toFixed(1)} s, brought along in ${((done - previewed) / 1_000).toFixed(1)} s; ${rate.toFixed(0)} a second in all, goal ${fewest}${missed ? ': missed' : ''}`,
    )
    const looked = performance.now()
    await (await fetch(`${server.origin}${at}?year=2003&month=4`, { headers: { cookie } })).text()
    say(`a month of it: ${(performance.now() - looked).toFixed(0)} ms`)
    const undone = performance.now()
    await press(server, cookie, `${at}/undoing`)
    say(`taken back in ${(((await reached('undone')) - undone) / 1_000).toFixed(1)} s`)
  } finally {
    await client.end()
  }
} finally {
  await server.stop()
  remove(server.folder)
}
process.exitCode = missed ? 1 : 0

async function sent(cookie: string): Promise<string> {
  const form = new FormData()
  form.set('name', 'Bench')
  form.set('lang', 'en')
  form.set('file', new File([list()], 'bench.mbox'))
  const answer = await fetch(`${server.origin}${community}/lists/new`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.origin, cookie },
    body: form,
  })
  if (answer.status !== 303) throw new Error(`it was not taken: ${answer.status} ${await answer.text()}`)
  return answer.headers.get('location')!
}

/** Years of a list: answers in threads, quotes, signatures, here and there a letter that is not ASCII. */
function list(): string {
  const { below, one, chance } = random(6)
  const words =
    'the soil of a field that rain takes when stones lie far apart and grass is cut before seeds fall so we dig pits in april with people who know how slope wind water and millet go together'.split(
      ' ',
    )
  const sentence = () => `${Array.from({ length: 8 + below(14) }, () => one(words)).join(' ')}.`
  const paragraph = () =>
    Array.from({ length: 3 + below(5) }, sentence)
      .join(' ')
      .replace(/(.{60,72}) /g, '$1\n')
  const all: string[] = []
  for (let i = 0; i < messages; i++) {
    const day = new Date(Date.UTC(1998, 0, 1) + i * 7_200_000)
    const answers = i > 0 && chance(0.7) ? Math.max(0, i - 1 - below(12)) : undefined
    const who = below(900)
    const body = [paragraph(), paragraph(), chance(0.3) ? 'Größe und Höhe' : ''].join('\n\n')
    const quoted =
      answers === undefined
        ? ''
        : `On Monday, Person ${below(900)} wrote:\n\n${paragraph().replace(/^/gm, '> ')}\n\n`
    all.push(
      [
        `From person${who} at field.example  ${stamp(day)}`,
        `From: person${who} at field.example (Person ${who})`,
        `Date: ${day.toUTCString()}`,
        `Subject: [soil] ${answers === undefined ? '' : 'Re: '}${sentence().slice(0, 40)}`,
        `Message-ID: <${i}@field.example>`,
        ...(answers === undefined ? [] : [`In-Reply-To: <${answers}@field.example>`]),
        '',
        `${quoted}${body}\n\n-- \nPerson ${who}\nThe Institute of Soil\n\n`,
      ].join('\n'),
    )
  }
  return all.join('')
}

function stamp(day: Date): string {
  const [weekday, date, month, year, time] = day.toUTCString().replace(',', '').split(' ')
  return `${weekday} ${month} ${String(Number(date)).padStart(2)} ${time} ${year}`
}

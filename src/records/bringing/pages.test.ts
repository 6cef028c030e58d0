import { request } from 'node:http'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../../tests/support/database.ts'
import { fileOf, press, send } from '../../../tests/support/import-pages.ts'
import { served } from '../../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { system } from '../../base/viewer.ts'
import { appoint } from '../../people/appointing.ts'
import { addPerson } from '../../people/inviting.ts'
import { placesByCode } from '../../places/places.ts'
import { setSite } from '../../ui/site.ts'

demoDatabase()
const server = served(openDoors)
const password = 'stone bunds on the slope'
let curator: Visitor
let ofNiger: Visitor
let member: Visitor

async function signedIn(email: string, role?: 'curator', subject?: string): Promise<Visitor> {
  const handle = await addPerson({ name: email.split('@')[0]!, email, password })
  if (role) await appoint(system('test'), { handle, role, subject })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  return who
}

beforeAll(async () => {
  setSite({ origin: server.origin })
  curator = await signedIn('curator@example.net', 'curator')
  ofNiger = await signedIn('niger@example.net', 'curator', (await placesByCode(['NE'])).get('NE')!.ref)
  member = await signedIn('member@example.net')
})

test('strangers and members are refused; curators have an empty list that says what to do', async () => {
  for (const path of ['/imports', '/imports/new', '/imports/zzzzzzzzzzzz']) {
    expect((await visitor(server).get(path)).status, path).toBe(403)
    expect((await member.get(path)).status, path).toBe(403)
  }
  expect((await member.send('/imports', fileOf('table', 'a.csv', 'Title\nx\n'))).status).toBe(403)
  const { status, html } = await curator.get('/imports')
  expect(status).toBe(200)
  expect(html).toContain('href="/imports/new"')
  expect((await curator.get('/imports/zzzzzzzzzzzz')).status).toBe(404)
})

test('a table is sent, matched, previewed, run, reported and taken back', async () => {
  const csv = 'Titre,Pays,Genre,Remarque\nDiguettes,NE,Étude,a\nSans lieu,Nulle part,Étude,b\n,NE,Étude,c\n'
  const at = await send(curator, fileOf('table', 'C:\\listes\\fiches.csv', csv))
  const read = await curator.get(at)
  expect(read.html).toContain('<bdi>fiches.csv</bdi>')
  expect(read.html).toContain('UTF-8')
  expect(read.html).toMatch(/<option value="title" selected[^>]*>/)
  expect(read.html).toContain('<bdi>Étude · Étude · Étude</bdi>')
  const chosen = {
    instrument: 'report',
    encoding: 'utf-8',
    delimiter: ',',
    column0: 'title',
    column1: 'place',
    column2: 'question/kind',
    column3: '',
    language: 'fr',
    places: 'ne',
  }
  await press(curator, at, 'preview', chosen)
  const seen = await curator.get(at)
  expect(seen.html).toContain('2 new records, none changed.')
  expect(seen.html).toContain('“Nulle part” is no place we know.')
  expect((await curator.get(`${at}?outcome=fault`)).html).toContain('It has no title')
  expect((await visitor(server).get(at)).status).toBe(403)
  await press(curator, at, 'run')
  const done = await curator.get(at)
  expect(done.html).toContain('Take it back')
  const record = /href="(\/records\/\w{12})"/.exec(done.html)![1]!
  expect((await visitor(server).get(record)).html).toContain('Diguettes')
  const report = await curator.get(`${at}/report.csv`)
  expect(report.headers.get('content-type')).toContain('text/csv')
  expect(report.html.trim().split('\r\n')).toHaveLength(3)
  await press(curator, at, 'undoing')
  expect((await curator.get(at)).html).toContain('Taken back')
  expect((await visitor(server).get(record)).status).toBe(410)
  expect((await curator.get('/imports')).html).toContain('fiches.csv')
})

test('a script in every cell is shown as words', async () => {
  const script = '<script>alert(1)</script>'
  const at = await send(curator, fileOf('table', `${script}.csv`, `Title,${script}\n${script},${script}\n`))
  expect((await curator.get(at)).html).not.toContain(script)
  await press(curator, at, 'preview', { instrument: 'report', column0: 'title', column1: 'place' })
  const { html } = await curator.get(at)
  expect(html).not.toContain(script)
  expect(html).toContain('&lt;script&gt;')
})

test('a form without a file or a kind comes back with what is missing', async () => {
  const none = await curator.send('/imports', fileOf('table', '', ''))
  expect(none.status).toBe(422)
  expect(none.html).toContain('No file was sent')
  expect((await curator.send('/imports', fileOf('nonsense', 'a.csv', 'x'))).status).toBe(422)
  expect((await curator.post('/imports', { kind: 'table' })).status).toBe(422)
})

/** Sends megabytes as they are made, without saying how many there will be; gives the answer and what it took. */
const flood = (cookies: Map<string, string>, megabytes: number, path = '/imports') =>
  new Promise<{ status: number; body: string; sent: number }>((done, failed) => {
    let sent = 0
    const sending = request(server.origin + path, {
      method: 'POST',
      headers: {
        origin: server.origin,
        accept: 'text/html',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'content-type': 'multipart/form-data; boundary=x',
      },
    })
    sending.on('response', async (answer) => {
      let body = ''
      for await (const some of answer) body += some
      sending.destroy()
      done({ status: answer.statusCode!, body, sent })
    })
    sending.on('error', (error) => sent < megabytes && failed(error))
    sending.write('--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\ntable\r\n')
    sending.write('--x\r\ncontent-disposition: form-data; name="file"; filename="large.csv"\r\n\r\n')
    const megabyte = Buffer.alloc(2 ** 20, 'a')
    const more = () => {
      while (sent < megabytes && !sending.destroyed) {
        sent++
        if (!sending.write(megabyte)) return void sending.once('drain', more)
      }
    }
    more()
  })

test('an upload of 2 GB is refused at the limit that is stated', async () => {
  const before = process.memoryUsage().rss
  const { status, body, sent } = await flood(curator.cookies, 2_048)
  expect(status).toBe(422)
  expect(body).toContain('larger than 20 MB')
  expect(sent).toBeLessThan(200)
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 2 ** 20)
})

test('what a stranger sends where files are taken is not listened to', async () => {
  const { rows } = await sql<{ ref: string }>`
    select ref from thing where kind = 'record' and state = 'published' and circle = 1 limit 1`.execute(db())
  for (const path of ['/imports', `/records/${rows[0]!.ref}/files`]) {
    const before = process.memoryUsage().rss
    const { status, body, sent } = await flood(new Map(), 300, path)
    expect(status, path).toBe(403)
    expect(body, path).toContain('Sign in')
    expect(sent, path).toBeLessThan(50)
    expect(process.memoryUsage().rss - before, path).toBeLessThan(100 * 2 ** 20)
  }
})

test('a curator brings in what is about their place, and nothing else; others do not see it', async () => {
  const csv = 'Title,Place\nOurs,NE\nTheirs,ML\nNobody’s,\n'
  const at = await send(ofNiger, fileOf('table', 'niger.csv', csv))
  await press(ofNiger, at, 'preview', { instrument: 'report', column0: 'title', column1: 'place' })
  const { html } = await ofNiger.get(at)
  expect(html).toContain('One new record'.replace('One', '1'))
  expect(html.match(/what you do not curate/g)).toHaveLength(2)
  expect((await curator.get(at)).status).toBe(200)
  const other = await signedIn('mali@example.net', 'curator', (await placesByCode(['ML'])).get('ML')!.ref)
  expect((await other.get(at)).status).toBe(404)
  expect((await other.get('/imports')).html).not.toContain('niger.csv')
  // A right that ended since does no more, even where another is left.
  const handle = (await sql<{ handle: string }>`select handle from person where name = 'niger'`.execute(db()))
    .rows[0]!.handle
  await appoint(system('test'), {
    handle,
    role: 'curator',
    subject: (await placesByCode(['TD'])).get('TD')!.ref,
  })
  await sql`
    update appointment set ended = now() from thing join place on place.thing = thing.id
    where subject = thing.id and code = 'NE' and person = (select thing from person where name = 'niger')`.execute(
    db(),
  )
  await press(ofNiger, at, 'run')
  expect((await ofNiger.get(`${at}?outcome=fault`)).html).toContain('Ours')
  const { rows: brought } = await sql`
    select from record join version on version.id = record.current where content #>> '{title,texts,en}' = 'Ours'`.execute(
    db(),
  )
  expect(brought).toEqual([])
  await sql`update appointment set ended = now() where person = (select thing from person where name = 'niger')`.execute(
    db(),
  )
  expect((await ofNiger.post(`${at}/run`)).status).toBe(403)
})

test('members are invited by mail, and appear only after accepting', async () => {
  const csv =
    'Nom;Courriel;Pays;Langues\nAmina Sani;amina@example.com;Niger;français, Hausa\nSans adresse;;NE;\nEncore;AMINA@example.com;NE;\nMembre;member@example.net;NE;fr\n'
  const at = await send(curator, fileOf('members', 'people.csv', csv))
  await press(curator, at, 'preview', {
    column0: 'name',
    column1: 'email',
    column2: 'places',
    column3: 'languages',
    delimiter: ';',
    encoding: 'utf-8',
  })
  const seen = await curator.get(at)
  expect(seen.html).toContain('One person to invite.')
  expect(seen.html).toContain('It says the same thing as line 2.')
  await press(curator, at, 'run')
  const people = async () =>
    (
      await sql<{
        name: string
        state: string
      }>`select name, state from person join thing on thing.id = person.thing where name = 'Amina Sani'`.execute(
        db(),
      )
    ).rows
  expect(await people()).toEqual([])
  const mail = await db()
    .selectFrom('mail')
    .selectAll()
    .where('address', '=', 'amina@example.com')
    .executeTakeFirstOrThrow()
  const link = new RegExp(`${server.origin}(/join/invitation/\\S+)`).exec(mail.body)![1]!
  const { rows } = await sql<{ token: string }>`select token from invitation`.execute(db())
  expect(rows.map(({ token }) => token)).not.toContain(link.split('/').at(-1))
  const amina = visitor(server)
  expect((await amina.get(link)).html).toContain('Amina Sani')
  expect((await amina.post(link, { password: 'short' })).status).toBe(422)
  expect(await people()).toEqual([])
  expect((await amina.post(link, { password })).at).toContain('/sign-in')
  expect(await people()).toEqual([{ name: 'Amina Sani', state: 'published' }])
  expect((await amina.post('/sign-in', { email: 'amina@example.com', password })).status).toBe(200)
  expect((await amina.get('/account')).html).toContain('Amina Sani')
  expect((await visitor(server).get(link)).status).toBe(422)
  await press(curator, at, 'undoing')
  expect((await curator.get(at)).html).toContain('Accepted already')
  expect((await amina.get('/account')).status).toBe(200)
})

test('an invitation that was taken back or ran out is over', async () => {
  const at = await send(
    curator,
    fileOf('members', 'more.csv', 'Name,Email\nBakary,bakary@example.com\nCira,cira@example.com\n'),
  )
  await press(curator, at, 'preview', { column0: 'name', column1: 'email' })
  await press(curator, at, 'run')
  const { rows } = await sql<{
    body: string
  }>`select body from mail where address in ('bakary@example.com', 'cira@example.com') order by address`.execute(
    db(),
  )
  const links = rows.map(({ body }) => /(\/join\/invitation\/\S+)/.exec(body)![1]!)
  await sql`update invitation set expires = now() where email = 'cira@example.com'`.execute(db())
  expect((await visitor(server).get(links[1]!)).status).toBe(422)
  expect((await visitor(server).get(links[0]!)).status).toBe(200)
  await press(curator, at, 'undoing')
  expect((await visitor(server).post(links[0]!, { password })).status).toBe(422)
})

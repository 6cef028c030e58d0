import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import JSZip from 'jszip'
import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { demoTemplate, freshDatabase, onServer, template } from '../../../tests/support/cluster.ts'
import { password } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import { gather } from '../../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { atomically, connect, db, disconnect } from '../../base/database/database.ts'
import { useFile, writeFile } from '../../base/files/keeping.ts'
import { place, receive } from '../../base/files/receiving.ts'
import { forgetOrigin } from '../../base/origin.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { makeThing } from '../../base/things/things.ts'
import { system } from '../../base/viewer.ts'
import { importThreads } from '../../conversations/importing.ts'
import { loadPacks } from '../../packs.ts'
import { addPerson } from '../../people/inviting.ts'
import { reactions } from '../../reactions.ts'
import { setSite } from '../../ui/site.ts'
import { bundleJob } from './making.ts'
import { importBundle } from './taking.ts'
import { writeBundle } from './writing.ts'

const folder = mkdtempSync(join(tmpdir(), 'baobab-bundle-'))
process.env.DATA_DIR = join(folder, 'data')
process.env.RATE_LIMIT = '0'
const server = served(openDoors)
const [from, into] = ['test_bundle_from', 'test_bundle_into'] as const
const urls = { [from]: '', [into]: '' }
const me = system('test')

async function on<T>(which: typeof from | typeof into, work: () => Promise<T>): Promise<T> {
  await disconnect()
  forgetOrigin()
  connect(urls[which], { max: 5 })
  return work()
}
const write = (slug: string, name: string) =>
  writeBundle(me, slug, join(folder, name), { closed: true, by: 'operator' })
const take = (name: string, options = {}) => importBundle(me, join(folder, name), options)

const people: Record<string, { who: Visitor; handle: string }> = {}
async function person(name: string): Promise<string> {
  const email = `${name.split(' ')[0]!.toLowerCase()}.canary@secret.example`
  const handle = await addPerson({ name, email, password })
  const who = visitor(server)
  await who.post('/sign-in', { email, password })
  people[name] = { who, handle }
  return handle
}

const thread = (ref: string, title: string, posts: object[], more: object = {}) => ({
  place: ref,
  json: {
    format: 'baobab-thread/1',
    ref,
    community: 'rich',
    form: 'discussion',
    title,
    lang: 'en',
    posts,
    ...more,
  },
})
const at = '2026-03-01T10:00:00.000Z'
const post = (ref: string, by: string | undefined, body: string, more: object = {}) => ({
  ...{ ref, lang: 'en', at, body, ...(by && { by: people[by]!.handle }) },
  ...more,
})

/** A community with everything at its edges. */
async function plant(): Promise<void> {
  const [nadia, quinn, stella, faith, sadia] = [
    await person('Nadia Named'),
    await person('Quinn Quietly'),
    await person('Stella Stays'),
    await person('Faith Facilitates'),
    await person('Sadia Sealed'),
  ]
  const { id } = await gather('rich', { members: [nadia!, quinn!, stella!, sadia!], facilitators: [faith!] })
  await importThreads(me, [
    thread('rchthread001', 'Of all kinds', [
      post(
        'rchp0st00001',
        'Nadia Named',
        `Thanks to Quinn Quietly, @${quinn} and write to me at a.canary@secret.example.\nFrom here on.`,
      ),
      post('rchp0st00002', 'Quinn Quietly', 'Said without a name. – Quinn Quietly', {
        edited: at,
        versions: [{ body: 'First said by Quinn Quietly.', lang: 'en', until: at }],
        answers: 'rchp0st00001',
        thanks: [nadia, stella],
      }),
      post('rchp0st00003', 'Stella Stays', 'STAYCANARY'),
      post('rchp0st00004', 'Nadia Named', 'HIDECANARY'),
    ]),
    thread(
      'rchthread002',
      'Asked without a name',
      [
        post('rchp0st00005', undefined, 'May one ask?', { sealed: true }),
        post('rchp0st00006', 'Nadia Named', '=Yes', {}),
      ],
      { form: 'question', accepted: 'rchp0st00006' },
    ),
    thread('rchthread003', 'Put together', []),
    thread('rchthread005', 'LISTCANARY', [post('rchp0st00008', 'Nadia Named', 'LISTCANARY')]),
    thread('rchthread004', '=Poll', [post('rchp0st00007', 'Nadia Named', 'Which?')], {
      form: 'poll',
      poll: {
        kind: 'single',
        voters: 3,
        choices: [
          { words: 'One', votes: 2 },
          { words: 'Two', votes: 1 },
        ],
      },
      summaries: [{ lang: 'fr', words: 'Quel choix ?', at, by: nadia }],
    }),
  ])
  await sql`
    with list as (insert into list_archive (ref, community, name, lang, reader_lang, state) values ('rch11st00001', ${id}, 'List', 'en', 'en', 'done') returning id)
    update thread set archive = list.id from list where thread.thing = (select id from thing where ref = 'rchthread005')`.execute(
    db(),
  )
  await sql`insert into sealed_author (post, person) select id, (select thing from person where handle = ${sadia}) from thing where ref = 'rchp0st00005'`.execute(
    db(),
  )
  await sql`update post set hidden = now(), hidden_why = 'WHYCANARY' where thing = (select id from thing where ref = 'rchp0st00004')`.execute(
    db(),
  )
  await sql`update thread set merged_into = (select id from thing where ref = 'rchthread001') where thing = (select id from thing where ref = 'rchthread003')`.execute(
    db(),
  )
  const page = await makeThing({ kind: 'page', ref: 'rchpage00001' })
  await db().insertInto('page').values({ thing: page.id, community: id, slug: 'kalimat' }).execute()
  for (const [i, body] of ['كلمات', 'كلمات نستعملها، قال Quinn Quietly'].entries())
    await sql`insert into shared_text (thing, number, title, body, lang, by) values (${page.id}, ${i + 1}, 'كلماتنا', ${body}, 'ar', (select thing from person where handle = ${nadia}))`.execute(
      db(),
    )
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const file = await receive(me, Readable.from([png]), { name: 'map.png' })
  await place(file)
  await atomically(async () => {
    await writeFile(file)
    const { rows } = await sql<{ id: number }>`select id from thing where ref = 'rchp0st00001'`.execute(db())
    await useFile(rows[0]!.id, file.hash, file.name, { caption: { en: 'A map' } })
  })
}

beforeAll(async () => {
  urls[from] = await freshDatabase(inject('server'), from, demoTemplate)
  urls[into] = await freshDatabase(inject('server'), into, template)
  await on(into, () => loadPacks({ demo: false }))
  await on(from, async () => {
    setSite({ origin: server.origin })
    await plant()
  })
})
afterAll(async () => {
  await disconnect()
  for (const name of [from, into])
    await onServer(inject('server'), (client) => client.query(`drop database if exists ${name} with (force)`))
  rmSync(folder, { recursive: true, force: true })
})

const dataOf = (name: string): Record<string, unknown> =>
  Object.fromEntries(
    readdirSync(join(folder, name, 'data'), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.json'))
      .sort()
      .map((path) => [path, JSON.parse(readFileSync(join(folder, name, 'data', path), 'utf8'))]),
  )
const real = ({ faults }: { faults: { note?: true }[] }) => faults.filter(({ note }) => !note)

describe('a bundle that facilitators ask for', () => {
  const at = '/communities/rich/bundle'
  let zip = ''

  test('follows what each member chose, and is for those who facilitate', async () => {
    expect((await visitor(server).get(at)).status).toBe(403)
    const nadia = people['Nadia Named']!.who
    expect((await nadia.get(at)).html).toMatch(/value="unnamed" checked/)
    expect((await nadia.post(at, {})).status).toBe(422)
    expect((await nadia.post(`${at}/wish`, { wish: 'all' })).status).toBe(422)
    expect((await nadia.post(`${at}/wish`, { wish: 'named' })).html).toMatch(/value="named" checked/)
    await people['Stella Stays']!.who.post(`${at}/wish`, { wish: 'stays' })
    const faith = people['Faith Facilitates']!.who
    expect((await faith.post(at, { closed: 'yes' })).html).toContain('on its way')
    expect((await faith.post(at, { closed: 'yes' })).status).toBe(422)
    const { rows } = await sql<{ id: number; ref: string }>`select id, ref from bundle`.execute(db())
    await bundleJob.run({ bundle: rows[0]!.id, lang: 'en' })
    await drain(reactions)
    zip = `${at}/${rows[0]!.ref}.zip`
    expect((await faith.get(at)).html).toContain(zip)
    expect((await nadia.get(zip)).status).toBe(404)
    expect((await nadia.get('/notices')).html).toContain('It holds 5 things you wrote, with your name.')
    expect((await people['Stella Stays']!.who.get('/notices')).html).toContain(
      'Nothing you posted went with it',
    )
    const verbs = await sql<{
      verb: string
    }>`select verb from audit where verb like 'bundle.%' order by id`.execute(db())
    expect(verbs.rows.map(({ verb }) => verb)).toEqual(['bundle.asked-for', 'bundle.made'])
  })

  test('holds no address, no name of who did not agree, and nothing sealed or hidden', async () => {
    const cookie = [...people['Faith Facilitates']!.who.cookies]
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
    const answer = await fetch(server.origin + zip, { headers: { cookie } })
    expect(answer.headers.get('content-type')).toBe('application/zip')
    const files = (await JSZip.loadAsync(await answer.arrayBuffer())).files
    for (const [name, file] of Object.entries(files)) {
      const bytes = (await file.async('nodebuffer')).toString('latin1')
      for (const canary of [
        'secret.example',
        'Quinn',
        'quinn-',
        'Stella',
        'stella-',
        'Sadia',
        'sadia-',
        'Faith',
        'STAYCANARY',
        'LISTCANARY',
        'HIDECANARY',
        'WHYCANARY',
      ])
        expect(bytes.includes(canary), `${canary} in ${name}`).toBe(false)
    }
    expect(await files['index.html']!.async('string')).toContain('threads/rchthread001.html')
    expect(await files['threads/rchthread001.html']!.async('string')).toMatch(
      /stayed where it was said[\s\S]*taken from sight/,
    )
    expect(await files['tables/threads.csv']!.async('string')).toContain("'=Poll")
    const mails = (await files['threads.mbox']!.async('string')).split(/^From .*\n/m).slice(1)
    expect(mails).toHaveLength(5)
    const [first, second] = [await simpleParser(mails[0]!), await simpleParser(mails[1]!)]
    expect([first.from?.text, first.subject]).toEqual(['"Nadia Named" <nadia-named@invalid>', 'Of all kinds'])
    expect(mails[0]).toContain('\n>From here on.')
    expect(second.inReplyTo).toBe(first.messageId)
  })
})

describe('a bundle taken in', () => {
  test('reads the same where it was never before, and again changes nothing', async () => {
    for (const slug of [
      'rich',
      'land-degradation-neutrality-in-practice',
      'school-census-and-learner-identifiers',
    ]) {
      await on(from, () => write(slug, `${slug}-1`))
      const tried = await on(into, () => take(`${slug}-1`, { dryRun: true }))
      expect(real(tried)).toEqual([])
      const report = await take(`${slug}-1`)
      expect([real(report), report.made]).toEqual([[], tried.made])
      await write(slug, `${slug}-2`)
      expect(dataOf(`${slug}-2`)).toEqual(dataOf(`${slug}-1`))
      const again = await take(`${slug}-1`)
      expect([again.made, again.changed, again.unchanged, again.faults]).toEqual([0, 0, report.made, []])
    }
    const seen = (await visitor(server).get('/threads/rchthread001')).html
    expect(seen).toMatch(/Nadia Named[\s\S]*stayed where it was said/)
    expect((await sql`select from person where name = 'Nadia Named'`.execute(db())).rows).toEqual([])
  })

  test('keeps what was changed here, leaves out what was altered, and names both', async () => {
    await sql`update post set body = 'Changed here' where thing = (select id from thing where ref = 'rchp0st00007')`.execute(
      db(),
    )
    expect((await take('rich-1')).faults.map(({ place }) => place)).toEqual([
      'data/threads/rchthread004.json',
    ])
    cpSync(join(folder, 'rich-1'), join(folder, 'altered'), { recursive: true })
    const file = join(folder, 'altered/data/threads/rchthread001.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('Of all', 'Of no'))
    expect(real(await take('altered'))).toEqual([
      { place: 'data/threads/rchthread001.json', message: expect.stringContaining('changed after') },
    ])
  })

  test('is refused where it leads elsewhere or is none', async () => {
    const zip = join(folder, 'evil.zip')
    const evil = new JSZip().file('../evil.txt', 'x', { createFolders: false })
    writeFileSync(zip, await evil.generateAsync({ type: 'nodebuffer' }))
    await expect(take('evil.zip')).rejects.toThrow('bundle.leadsOut')
    const bomb = new JSZip().file('zeros', Buffer.alloc(30_000_000))
    writeFileSync(zip, await bomb.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' }))
    await expect(take('evil.zip')).rejects.toThrow('bundle.tooMuch')
    writeFileSync(zip, 'no zip at all')
    await expect(take('evil.zip')).rejects.toThrow('bundle.noBundle')
    symlinkSync('/etc/passwd', join(folder, 'altered/data/link.json'))
    await expect(take('altered')).rejects.toThrow('bundle.noFile')
    rmSync(join(folder, 'altered/data/link.json'))
    const manifest = join(folder, 'altered/manifest.json')
    writeFileSync(
      manifest,
      readFileSync(manifest, 'utf8').replace('data/threads/rchthread001.json', '../../etc/passwd'),
    )
    await expect(take('altered')).rejects.toThrow('bundle.noBundle')
    writeFileSync(manifest, '{')
    await expect(take('altered')).rejects.toThrow('bundle.noBundle')
  })
})

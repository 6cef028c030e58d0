import { createHash } from 'node:crypto'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
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
import { en, record, version } from '../../../tests/support/soil.ts'
import { gather } from '../../../tests/support/talking.ts'
import { type Visitor, visitor } from '../../../tests/support/visitor.ts'
import { openDoors } from '../../app.ts'
import { atomically, connect, db, disconnect } from '../../base/database/database.ts'
import { useFile, writeFile } from '../../base/files/keeping.ts'
import { place, receive } from '../../base/files/receiving.ts'
import type { ImportReport } from '../../base/import.ts'
import { originHere } from '../../base/origin.ts'
import { drain } from '../../base/outbox/dispatch.ts'
import { makeThing } from '../../base/things/things.ts'
import { system } from '../../base/viewer.ts'
import { importThreads } from '../../conversations/importing.ts'
import { Definition } from '../../instruments/definition.ts'
import { importInstrument } from '../../instruments/importing.ts'
import { loadPacks } from '../../packs.ts'
import { addPerson } from '../../people/inviting.ts'
import { reactions } from '../../reactions.ts'
import type { GivenUse } from '../../records/bundle/use-given.ts'
import { evidenceOf } from '../../records/evidence/counting.ts'
import { importRecords } from '../../records/importing.ts'
import { setSite } from '../../ui/site.ts'
import { bundleJob } from './making.ts'
import { importBundle } from './taking.ts'
import { bundleUndoJob, undoBundle } from './undoing.ts'
import { writeBundle } from './writing.ts'

const folder = mkdtempSync(join(tmpdir(), 'baobab-bundle-'))
process.env.DATA_DIR = join(folder, 'data')
const server = served(openDoors)
const [from, into] = ['test_bundle_from', 'test_bundle_into'] as const
const urls = { [from]: '', [into]: '' }
const me = system('test')

async function on<T>(which: typeof from | typeof into, work: () => Promise<T>): Promise<T> {
  await disconnect()
  connect(urls[which], { max: 5 })
  return work()
}
const write = (slug: string, name: string) =>
  writeBundle(me, slug, join(folder, name), { closed: true, by: 'operator' })
const take = async (name: string, options = {}) =>
  (await importBundle(me, join(folder, name), options)).report

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

const asksOurs = Definition.parse({
  format: 'baobab-instrument/1',
  slug: 'ours-alone',
  edition: '1',
  title: { en: 'Ours' },
  languages: ['en'],
  makes: 'story',
  lists: {},
  review: 'none',
  sections: [
    {
      id: 's',
      title: { en: 'Told' },
      groups: [{ id: 'told', questions: [{ id: 'so', type: 'longtext', label: { en: 'So' } }] }],
    },
  ],
})
const ours = {
  ...record('rchrec0rd001', { versions: [version(1, {})] }),
  kind: 'story',
  instrument: 'ours-alone',
}
Object.assign(ours.versions[0]!.content, { answers: { told: [{ so: { en: 'So it went.' } }] } })

/** A check that six answered, a stage, and what three got from it: one says so to those who facilitate alone. */
async function plantHealth(community: number, handles: string[]): Promise<void> {
  const { rows } = await sql<{ id: number; value: number; thing: number }>`
    select (select current from instrument where slug = 'health-check') as id, (select current from instrument where slug = 'value-story') as value,
      (select id from thing where ref = 'rchthread001') as thing`.execute(db())
  const { id: edition, value, thing } = rows[0]!
  await sql`
    with made as (insert into health_check (community, edition, begun, ends, ended, reflection) values (${community}, ${edition}, now() - interval '9 days', current_date - 2, now() - interval '2 days', '{"original":"en","texts":{"en":"We meet more often"}}') returning id)
    insert into health_answer (health_check, lang, answers)
    select made.id, case when i < 3 then 'en' else 'fr' end, case when i < 3
      then json_build_object('elements', json_build_array(json_build_object('leadership', i::text)), 'words', json_build_array(json_build_object('keep', json_build_object('en', 'Keep ' || i))))
      else json_build_object('elements', json_build_array(json_build_object('leadership', '4', 'rhythm', '2')), 'words', json_build_array(json_build_object('change', json_build_object('fr', 'Changer ' || i)))) end
    from made, generate_series(1, 6) as i`.execute(db())
  await sql`insert into community_stage (community, stage, proposed, reason) values (${community}, 'maturing', 'coalescing', 'Thanks to Quinn Quietly')`.execute(
    db(),
  )
  for (const [i, handle] of handles.entries())
    await takeValueStory(`rchst0ry000${i + 1}`, {
      handle,
      thing,
      community,
      value,
      words: ['Learned much', 'HEARDCANARY', 'STAYCANARY'][i]!,
    })
}

async function takeValueStory(
  ref: string,
  given: { handle: string; thing: number; community: number; value: number; words: string },
): Promise<void> {
  const { handle, thing, community, value, words } = given
  const open = { HEARDCANARY: 'facilitators', STAYCANARY: 'members' }[words] ?? 'everyone'
  const { id } = await makeThing({ kind: 'value-story', ref, circle: open === 'facilitators' ? 0 : 1 })
  await sql`
    insert into value_story (thing, person, named, of, community, open_to, edition, lang, answers)
    values (${id}, (select thing from person where handle = ${handle}), true, ${thing}, ${community}, ${open}, ${value}, 'en', ${JSON.stringify({ applied: words })}::jsonb)`.execute(
    db(),
  )
}

/** What those who wish otherwise each said of one record, and somebody who never belonged to the community. */
async function plantUses(quinn: string): Promise<void> {
  const say = (name: string, note: string, more: object = {}) =>
    people[name]!.who.post(`/records/${ours.ref}/uses`, { outcome: 'partly', note, place: 'NE', ...more })
  const nadia = people['Nadia Named']!.who
  await nadia.post('/organisations', { name: 'Nadia’s office', lang: 'en', kind: 'ngo' })
  const slug = 'nadia-s-office'
  await nadia.post(`/organisations/${slug}/representatives`, { handle: people['Nadia Named']!.handle })
  await say('Nadia Named', `With Quinn Quietly, @${quinn}.`, {
    organisation: slug,
    conditions: 'Dry, says Quinn Quietly',
    happened: '2025-06',
    ...{ 'what-1': 'ha by Quinn Quietly', 'value-1': '4.5', 'unit-1': 'ha' },
  })
  await say('Nadia Named', 'SEALEDUSE', { named: 'no', outcome: 'worked' })
  await say('Quinn Quietly', 'We did it. – Quinn Quietly')
  await say('Stella Stays', 'STAYCANARY')
  await person('Oskar Outside')
  await say('Oskar Outside', 'OUTSIDECANARY')
  const adopt = (name: string, institution: string, note: string) =>
    people[name]!.who.post(`/records/${ours.ref}/adoptions`, {
      ...{ institution, note, form: 'plan', level: 'national', year: '2024' },
    })
  await adopt('Nadia Named', 'Nadia’s office', 'In the plan, by Quinn Quietly')
  await adopt('Nadia Named', 'A school elsewhere', 'UNSUREDCANARY')
  await adopt('Oskar Outside', 'Another school', 'OUTSIDECANARY')
  await say('Faith Facilitates', 'TAKENCANARY')
  const { rows } = await sql<{ faith: string; nadia: number }>`
    select (select ref from use join thing on id = thing where note::text like '%TAKENCANARY%') as faith,
      (select thing from use where note::text like '%With Quinn%') as nadia`.execute(db())
  await people['Faith Facilitates']!.who.post(`/uses/${rows[0]!.faith}/removal`)
  await picture(rows[0]!.nadia, 'quinn_quietly_shows.png')
}

async function picture(thing: number, name: string): Promise<void> {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const file = await receive(me, Readable.from([png]), { name })
  await place(file)
  await atomically(async () => {
    await writeFile(file)
    await useFile(thing, file.hash, file.name, { caption: { en: 'A map by quinn  QUIETLY' } })
  })
}

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
      post('rchp0st00002', 'Quinn Quietly', 'Said without a name. – Quinn Quietly, +254 712 345 678', {
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
    thread('rchthread007', 'TITLECANARY', [
      post('rchp0st00010', 'Stella Stays', 'STAYCANARY'),
      post('rchp0st00011', 'Nadia Named', 'Answered all the same'),
    ]),
    thread('rchthread006', 'From a list', [post('rchp0st00009', undefined, 'Dear Lars Lister, it works.')]),
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
  await sql`
    with list as (insert into list_archive (ref, community, name, lang, reader_lang, state, opened, people) values ('rch11st00002', ${id}, 'Old list', 'en', 'en', 'done', now(), 3) returning id),
      author as (insert into mail_author (community, name, address_hash) values (${id}, 'Lars Lister', 'x') returning id),
      post as (update post set mail_author = author.id from author where post.thing = (select id from thing where ref = 'rchp0st00009'))
    update thread set archive = list.id, resting = true from list where thread.thing = (select id from thing where ref = 'rchthread006')`.execute(
    db(),
  )
  await plantHealth(id, [nadia!, quinn!, stella!])
  await importInstrument(me, asksOurs)
  await importRecords(me, [{ place: 'ours', json: ours }])
  await sql`insert into library_item (community, target, lang) select ${id}, id, 'en' from thing where ref = ${ours.ref}`.execute(
    db(),
  )
  const { id: question } = await makeThing({ kind: 'agenda-question', ref: 'rchqest10n01', circle: 1 })
  await sql`
    with asked as (insert into agenda_question (thing, community, position, words, progress) values (${question}, ${id}, 1, '{"original":"en","texts":{"en":"How deep?"}}', 'begun') returning thing),
      kept as (insert into library_item (community, href, title, lang, by) select ${id}, 'https://pits.example/deep', 'STAYCANARY', 'en', thing from person where handle = ${stella})
    insert into agenda_step (question, progress, reason, lang, by) select asked.thing, 'begun', 'STAYCANARY', 'en', person.thing from asked, person where handle = ${stella}`.execute(
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
  const { rows } = await sql<{ id: number }>`select id from thing where ref = 'rchp0st00001'`.execute(db())
  await picture(rows[0]!.id, 'quinn_quietly.png')
  await plantUses(quinn!)
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
/** In the order in which they were said. */
const usesIn = (name: string): GivenUse[] =>
  Object.values(dataOf(name))
    .filter((one): one is GivenUse => (one as { format: string }).format === 'baobab-use/1')
    .sort((a, b) => (a.said < b.said ? -1 : 1))
const refOf = async (slug: string): Promise<string> =>
  (
    await sql<{
      ref: string
    }>`select ref from thing where id = (select thing from community where slug = ${slug})`.execute(db())
  ).rows[0]!.ref

/** A bundle of somebody who signs nothing. */
async function forge(
  name: string,
  community: { ref: string; slug: string; name: object },
  threads: { ref: string }[],
  records: { ref: string }[] = [],
  uses: { ref: string }[] = [],
): Promise<void> {
  const files: object[] = []
  const all = { communities: [community], records, threads, uses }
  for (const [noun, things] of Object.entries(all))
    for (const thing of things) {
      const path = `data/${noun}/${thing.ref}.json`
      const bytes = Buffer.from(JSON.stringify(thing))
      mkdirSync(join(folder, name, 'data', noun), { recursive: true })
      writeFileSync(join(folder, name, path), bytes)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      files.push({ path, bytes: bytes.length, sha256 })
    }
  const { ref, slug } = community
  const manifest = {
    ...{ format: 'baobab-bundle/1', origin: 'f'.repeat(32), made: at, by: 'operator', closed: true, files },
    community: { ref, slug, name: community.name },
  }
  writeFileSync(join(folder, name, 'manifest.json'), JSON.stringify(manifest))
}

const real = ({ faults }: Pick<ImportReport, 'faults'>) => faults.filter(({ note }) => !note)

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
    await sql`update health_answer set hidden = '{keep}' where answers::text like '%Keep 2%'`.execute(db())
    await write('rich', 'before')
    expect(JSON.stringify(dataOf('before'))).toMatch(/^(?=.*Keep 1)(?!.*Keep 2)/)
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
    expect((await nadia.get('/notices')).html).toContain('It holds 10 things you wrote, with your name.')
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
        '345 678',
        'Quinn',
        'quinn-',
        'Stella',
        'stella-',
        'Sadia',
        'sadia-',
        'Faith',
        'STAYCANARY',
        'LISTCANARY',
        'TITLECANARY',
        'QUIETLY',
        'quinn_',
        'HEARDCANARY',
        'Lars',
        'HIDECANARY',
        'OUTSIDECANARY',
        'UNSUREDCANARY',
        'TAKENCANARY',
        'Oskar',
        'WHYCANARY',
      ])
        expect((name + bytes).includes(canary), `${canary} in ${name}`).toBe(false)
    }
    expect(await files['index.html']!.async('string')).toContain('threads/rchthread001.html')
    expect(await files['threads/rchthread001.html']!.async('string')).toMatch(
      /stayed where it was said[\s\S]*taken from sight/,
    )
    expect(await files['tables/threads.csv']!.async('string')).toContain("'=Poll")
    const mails = (await files['threads.mbox']!.async('string')).split(/^From .*\n/m).slice(1)
    expect(mails).toHaveLength(7)
    const [first, second] = [await simpleParser(mails[0]!), await simpleParser(mails[1]!)]
    expect([first.from?.text, first.subject]).toEqual(['"Nadia Named" <nadia-named@invalid>', 'Of all kinds'])
    expect(mails[0]).toContain('\n>From here on.')
    expect(second.inReplyTo).toBe(first.messageId)
  })

  test('is kept from all once somebody wishes that less of theirs goes along', async () => {
    const { who: faith } = people['Faith Facilitates']!
    const nadia = people['Nadia Named']!.who
    const wish = (wish: string) => nadia.post(`${at}/wish`, { wish })
    await wish('unnamed')
    expect((await faith.get(zip)).status).toBe(404)
    expect((await faith.get(at)).html).toContain('no longer kept')
    await wish('named')
    expect((await faith.get(zip)).status).toBe(200)
    const { rows } = await sql<{ ref: string }>`
      select ref from use join thing on id = thing where note::text like '%We did it%'`.execute(db())
    const quinn = people['Quinn Quietly']!.who
    await quinn.post(`/uses/${rows[0]!.ref}/removal`)
    expect((await faith.get(zip)).status).toBe(404)
    await quinn.post(`/uses/${rows[0]!.ref}/return`)
    expect((await faith.get(zip)).status).toBe(200)
    await sql`update value_story set withdrawn = now()`.execute(db())
    expect((await faith.get(zip)).status).toBe(404)
    await sql`update value_story set withdrawn = null`.execute(db())
    expect((await faith.get(zip)).status).toBe(200)
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
      expect([again.made, again.changed, again.unchanged, again.faults]).toEqual([
        0,
        0,
        report.made + report.unchanged,
        [],
      ])
    }
    const along = Object.keys(dataOf('rich-1')).map((path) => path.split('/')[0])
    expect([...new Set(along)]).toEqual([
      'adoptions',
      'communities',
      'health',
      'questionnaires',
      'records',
      'threads',
      'uses',
      'value-stories',
    ])
    expect(
      Object.values(dataOf('rich-1')).find((one) => (one as { ref: string }).ref === 'rchthread006'),
    ).toMatchObject({ list: { ref: 'rch11st00002' }, resting: true })
    expect(JSON.stringify(dataOf('rich-1'))).not.toContain('Keep 1')
    const seen = (await visitor(server).get('/threads/rchthread001')).html
    expect(seen).toMatch(/Nadia Named[\s\S]*stayed where it was said/)
    expect((await sql`select from person where name = 'Nadia Named'`.execute(db())).rows).toEqual([])
  })

  test('is read with what came of its records, as said elsewhere and counted for nothing', async () => {
    const given = usesIn('rich-1')
    const [named, sealed, quinn] = given
    expect(given).toHaveLength(3)
    expect(named).toMatchObject({
      ...{ outcome: 'partly', note: en('With […], @[…].'), conditions: en('Dry, says […]'), counts: true },
      ...{ figures: [{ what: 'ha by […]', value: 4.5, unit: 'ha' }], place: 'NE', happened: '2025-06' },
      by: { name: 'Nadia Named' },
      organisation: { name: { texts: { en: 'Nadia’s office' } } },
      files: [{ caption: { en: 'A map by […]' } }],
    })
    for (const one of [sealed!, quinn!]) {
      expect(one.by).toBeUndefined()
      expect(one.organisation).toBeUndefined()
    }
    const leaf = readFileSync(join(folder, 'rich-1/records', `${ours.ref}.html`), 'utf8')
    expect(leaf).toMatch(
      /What came of using it[\s\S]*Worked partly[\s\S]*Nadia Named[\s\S]*With \[…\][\s\S]*Taken up by institutions[\s\S]*Nadia’s office/,
    )
    const table = readFileSync(join(folder, 'rich-1/tables/uses.csv'), 'utf8').trim().split('\r\n')
    expect(table).toHaveLength(4)
    expect(table[1]).toContain('partly')
    const who = visitor(server)
    const seen = (await who.get(`/records/${ours.ref}`)).html
    expect(seen).toContain('3 more were said elsewhere')
    expect(seen).toMatch(/With \[…\][\s\S]*Said elsewhere: not counted here/)
    const all = (await who.get(`/records/${ours.ref}/uses`)).html
    expect(all).toMatch(/Nadia’s office[\s\S]*Nadia Named/)
    expect(all).toMatch(/Nadia’s office[\s\S]*In the plan, by \[…\][\s\S]*They said so themselves where/)
    expect(all).not.toMatch(/href="\/organisations\/nadia|Quinn|counted here, as/)
    const one = (await who.get(`/uses/${named!.ref}`)).html
    expect(one).toContain(`<code>${named!.origin}</code>`)
    expect(one).toContain(named!.files[0]!.name)
    expect((await who.get(`/api/v1/uses/${named!.ref}`)).html).toContain('"counts":false')
    const { items } = JSON.parse((await who.get(`/api/v1/records/${ours.ref}/uses?limit=2`)).html)
    expect(items).toHaveLength(2)
    expect(items[0].elsewhere).toEqual({ origin: named!.origin, counts: true })
    const { rows } = await sql`select from use where counted`.execute(db())
    expect(rows).toEqual([])
    const { id } = (await sql<{ id: number }>`select id from thing where ref = ${ours.ref}`.execute(db()))
      .rows[0]!
    expect((await evidenceOf(me, [id])).get(id)).toMatchObject({
      worked: 0,
      elsewhere: 3,
      adoptions: { national: 0 },
    })
    // Saying it here is for whoever is here, and stands first.
    const email = 'ulla@here.example'
    await addPerson({ name: 'Ulla Uses', email, password })
    const ulla = visitor(server)
    await ulla.post('/sign-in', { email, password })
    const said = await ulla.post(`/records/${ours.ref}/uses`, { outcome: 'worked', note: 'Said here' })
    expect(said.status).toBe(200)
    expect((await who.get(`/records/${ours.ref}`)).html).toMatch(
      /Used once: worked 1[\s\S]*3 more were said elsewhere[\s\S]*Said here[\s\S]*We did it/,
    )
    expect((await ulla.get(`/uses/${named!.ref}`)).html).not.toContain('Take it back')
    expect((await ulla.post(`/uses/${named!.ref}/removal`)).html).toContain('Somebody else said this')
    await sql`delete from thing where ref = ${said.at.split('/')[2]!}`.execute(db())
  })

  test('adds no evidence, however much of it a bundle made by hand claims', async () => {
    const ours_ = await originHere()
    const handle = await addPerson({ name: 'Petra Person', email: 'petra@here.example', password })
    const petra = visitor(server)
    await petra.post('/sign-in', { email: 'petra@here.example', password })
    await petra.post('/organisations', { name: 'Petra office', lang: 'en', kind: 'ngo' })
    const { rows } = await sql<{ person: string; organisation: string }>`
      select (select ref from thing join person on thing = id where handle = ${handle}) as person,
        (select ref from thing join organisation on thing = id where slug = 'petra-office') as organisation`.execute(
      db(),
    )
    const known = {
      ref: rows[0]!.organisation,
      origin: ours_,
      slug: 'petra-office',
      name: en('Petra office'),
    }
    const use = (n: number, of: string, more: object = {}) => ({
      format: 'baobab-use/1',
      ref: `h0st11evs${String(n).padStart(3, '0')}`,
      ...{ origin: ours_, record: of, outcome: 'worked', note: en(`Splendid ${n}`), figures: [], said: at },
      by: { ref: rows[0]!.person, origin: ours_, name: 'Petra Person' },
      ...{ organisation: known, counts: true, ...more },
    })
    const own = structuredClone({ ...ours, ref: 'h0st11erec01' })
    const community = {
      ...{ format: 'baobab-community/1', ref: 'h0st11ec0mm4', slug: 'claims', name: en('Claims') },
    }
    await forge(
      'claims',
      community,
      [],
      [own],
      [
        ...Array.from({ length: 200 }, (_, n) => use(n, own.ref)),
        use(900, ours.ref),
        use(901, 'n0therecrd01'),
        use(902, own.ref, { happened: '2099' }),
        use(903, own.ref, { said: '2099-01-01T00:00:00.000Z' }),
        use(904, own.ref, { figures: Array(4).fill({ what: 'x', value: 1, unit: '' }) }),
        use(905, own.ref, { note: en('x'.repeat(20_000)) }),
        use(906, own.ref, { place: 'N0WHERE' }),
        use(907, own.ref, { note: { original: 'en', texts: { en: 'half \ud800' } } }),
      ],
    )
    const report = await take('claims')
    expect(real(report).map(({ message }) => message)).toEqual([
      expect.stringContaining('did not sign'),
      expect.stringContaining('did not come in'),
      ...Array(2).fill(expect.stringContaining('has not come yet')),
      expect.stringContaining('<=3'),
      expect.stringContaining('10,000'),
      expect.stringContaining('could not be kept'),
    ])
    expect(report.faults.map(({ place }) => place)).toContain('data/uses/h0st11evs906.json, N0WHERE')
    const who = visitor(server)
    const { html } = await who.get(`/records/${own.ref}`)
    expect(html).toContain('201 more were said elsewhere')
    expect(html).not.toContain('Used 2')
    expect((await who.get(`/records/${ours.ref}/uses`)).html).not.toContain('Splendid')
    expect((await who.get('/organisations/petra-office')).html).not.toContain('Bunds')
    expect((await petra.get('/uses/h0st11evs000')).html).not.toContain('Take it back')
    const { rows: kept } = await sql`
      select from use where elsewhere #>> '{by,origin}' = ${ours_} or elsewhere #>> '{organisation,origin}' = ${ours_}`.execute(
      db(),
    )
    expect(kept).toEqual([])
    await sql`delete from thing where ref = 'h0st11ec0mm4'`.execute(db())
  })

  test('gives back what somebody said where they are known, and counts it again', async () => {
    await on(from, async () => {
      const before = (await visitor(server).get(`/records/${ours.ref}`)).html
      expect(before).toContain('Used 5 times')
      await sql`delete from thing using use where thing.id = use.thing and record = (select id from thing where ref = ${ours.ref})
        and person in (select thing from person where name in ('Nadia Named', 'Quinn Quietly'))`.execute(db())
      expect(real(await take('rich-1'))).toEqual([])
      const { rows } = await sql<{ name: string; organisation: boolean; counted: boolean }>`
        select name, organisation is not null as organisation, counted from use left join person on person.thing = use.person
        where elsewhere is not null or note::text like '%With […]%' order by use.thing`.execute(db())
      expect(rows).toEqual([
        { name: 'Nadia Named', organisation: true, counted: true },
        { name: null, organisation: false, counted: false },
        { name: null, organisation: false, counted: false },
      ])
      const { who } = people['Nadia Named']!
      const [again] = usesIn('rich-1')
      expect((await who.get(`/uses/${again!.ref}`)).html).toContain('Take it back')
      // Who said another of it since keeps that.
      await sql`delete from thing where ref = ${again!.ref}`.execute(db())
      await who.post(`/records/${ours.ref}/uses`, {
        ...{ outcome: 'worked', note: 'Anew', organisation: 'nadia-s-office' },
      })
      expect(real(await take('rich-1'))).toEqual([
        { place: `data/uses/${again!.ref}.json`, message: expect.stringContaining('said something else') },
      ])
    })
    await on(into, async () => undefined)
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

  test('gives nobody here a part or words, and adds to nothing that began elsewhere', async () => {
    const handle = await addPerson({ name: 'Olga Operates', email: 'olga@here.example', password })
    const many = async () =>
      (
        await sql<{
          n: number
        }>`select (select count(*)::int from person) + (select count(*)::int from community_role) + (select count(*)::int from membership)
        + (select count(*)::int from thanks) + (select count(*)::int from appointment) as n`.execute(db())
      ).rows[0]!.n
    const before = await many()
    const community = {
      ...{ format: 'baobab-community/1', ref: 'h0st11ec0mm1', slug: 'rich', name: en('Hostile') },
      facilitators: [{ handle, since: '2026-01-01' }],
      members: [handle],
      people: [{ ref: 'h0st11eper51', origin: await originHere(), name: 'Olga Operates' }],
    }
    const saying = (ref: string, more: object, posts: object[]) => ({
      ...{ ...thread(ref, 'Said', []).json, community: 'rich', posts, ...more },
    })
    const by = { by: handle, thanks: [handle] }
    const choices = [{ words: 'One', votes: 9_007_199_254_740_991 }]
    const office = { ref: 'h0st11e0rg01', origin: await originHere(), slug: 'office', name: en('Office') }
    await forge('hostile', community, [
      saying('h0st11ethrd1', { nextNth: 1 }, [
        { ref: 'h0st11ep0st1', lang: 'en', at, body: 'Words', ...by, organisation: office },
      ]),
      saying('h0st11ethrd2', {}, [
        { ref: 'h0st11ep0st2', lang: 'en', at: '2099-01-01T00:00:00.000Z', body: 'Later' },
      ]),
      saying('h0st11ethrd3', { form: 'poll', poll: { kind: 'single', voters: 1, choices } }, []),
      saying('h0st11ethrd6', { mergedInto: 'h0st11ethrd7', accepted: 'rchp0st00006' }, []),
      saying('h0st11ethrd7', { mergedInto: 'h0st11ethrd6' }, []),
      saying('h0st11ethrd4', {}, [{ ref: 'rchp0st00001', lang: 'en', at, body: 'In place of another' }]),
    ])
    const said = await take('hostile')
    expect(said.made).toBe(4)
    const stands =
      await sql`select from thread where merged_into is not null and accepted is null and thing in (select id from thing where ref like 'h0st11ethrd_')`.execute(
        db(),
      )
    expect(stands.rows).toHaveLength(1)
    expect(said.faults.map(({ message }) => message).join()).toMatch(
      /gives nobody a part.*has not come yet.*10000000.*has a place here already/s,
    )
    expect(await many()).toBe(before)
    const { rows } = await sql<{
      person: number | null
      next_nth: number
      slug: string
      origin: string
      office: string
    }>`
      select post.person, next_nth, slug, community.elsewhere #>> '{people,0,origin}' as origin, post.elsewhere #>> '{organisation,origin}' as office from post join thread on thread.thing = thread join community on community.thing = thread.community
      where post.thing = (select id from thing where ref = 'h0st11ep0st1')`.execute(db())
    expect(rows[0]).toMatchObject({ person: null, next_nth: 2, slug: 'rich-2', origin: '', office: '' })
    // Nor does it add to a community or a record that is here.
    const rich = JSON.parse(
      readFileSync(join(folder, 'rich-1/data/communities', `${await refOf('rich')}.json`), 'utf8'),
    )
    await forge('added', rich, [
      saying('h0st11ethrd5', {}, [{ ref: 'h0st11ep0st5', lang: 'en', at, body: 'Slipped in' }]),
    ])
    expect(real(await take('added'))).toEqual([
      { place: 'data/threads/h0st11ethrd5.json', message: expect.stringContaining('did not sign') },
    ])
    const grown = structuredClone(ours)
    grown.versions.push({ ...structuredClone(ours.versions[0]!), number: 2 })
    await forge('grown', { ...community, ref: 'h0st11ec0mm2' }, [], [grown])
    expect((await take('grown')).faults.at(-1)).toMatchObject({
      message: expect.stringContaining('did not sign'),
    })
    expect(
      (await sql`select from version join thing on thing.id = record where ref = ${ours.ref}`.execute(db()))
        .rows,
    ).toHaveLength(1)
  })

  test('takes back what institutions say of a record that was here before', async () => {
    const brought = async () =>
      (await sql`select from adoption where person is null`.execute(db())).rows.length
    await sql`delete from adoption where person is null`.execute(db())
    const { report, ref } = await importBundle(me, join(folder, 'rich-1'))
    expect([report.made, await brought()]).toEqual([1, 1])
    expect(await undoBundle(me, ref!)).toEqual({ went: 1, stayed: [] })
    expect(await brought()).toBe(0)
    expect((await visitor(server).get(`/records/${ours.ref}`)).status).toBe(200)
    expect((await take('rich-1')).made).toBe(1)
    expect(await brought()).toBe(1)
  })

  test('is taken back, but for what people added to, and comes again', async () => {
    const { rows } = await sql<{ ref: string; slug: string }>`
      select bundle_import.ref, slug from bundle_import join thing on thing.ref = bundle_import.community join community on community.thing = thing.id order by bundle_import.id`.execute(
      db(),
    )
    const importOf = (slug: string) => rows.find((one) => one.slug === slug)!.ref
    const handle = await addPerson({ name: 'Otto Operates', email: 'otto@here.example', password })
    const otto = visitor(server)
    await otto.post('/sign-in', { email: 'otto@here.example', password })
    const undoing = `/desk/bundles/${importOf('rich')}/undoing`
    expect((await otto.get('/desk/bundles')).status).toBe(403)
    expect((await otto.post(undoing)).status).toBe(403)
    await sql`insert into appointment (person, role) select thing, 'operator' from person where handle = ${handle}`.execute(
      db(),
    )
    // Somebody joins one of them, and answers in another.
    await otto.post('/communities/rich/membership')
    // A curator keeps something that came from sight.
    const [named, sealed] = usesIn('rich-1')
    await sql`insert into appointment (person, role) select thing, 'curator' from person where handle = ${handle}`.execute(
      db(),
    )
    const hidden = await otto.post(`/uses/${sealed!.ref}/hiding`, { why: 'It names somebody' })
    expect(hidden.html).toContain('Let it be seen again')
    expect((await visitor(server).get(`/uses/${sealed!.ref}`)).status).toBe(410)
    expect((await otto.post(undoing)).html).toContain('being taken back')
    expect((await otto.post(undoing)).status).toBe(422)
    await bundleUndoJob.run({ import: importOf('rich') })
    const seen = (await otto.get('/desk/bundles')).html
    expect(seen).toMatch(/The rich community[\s\S]*people added to it, or did[\s\S]*/)
    expect(seen).toMatch(/SEALEDUSE[^–]*– it was changed here/)
    expect((await otto.get('/communities/rich')).status).toBe(200)
    expect((await otto.get('/threads/rchthread001')).status).toBe(404)
    expect((await otto.get(`/uses/${named!.ref}`)).status).toBe(404)
    expect((await otto.get(`/uses/${sealed!.ref}`)).html).toContain('Let it be seen again')
    const away = 'school-census-and-learner-identifiers'
    const { stayed } = await undoBundle(me, importOf(away))
    expect(stayed).toEqual([])
    expect((await otto.get(`/communities/${away}`)).status).toBe(404)
    await expect(undoBundle(me, importOf(away))).rejects.toThrow('bundle.undoneAlready')
    expect(real(await take(`${away}-1`))).toEqual([])
    await write(away, `${away}-3`)
    expect(dataOf(`${away}-3`)).toEqual(dataOf(`${away}-1`))
  })
})

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settings } from '../src/base/config.ts'
import { type Cluster, startCluster } from '../src/base/database/embedded.ts'
import { root } from '../src/base/root.ts'

/** `bin/baobab` as someone types it, on a data folder of its own. */
const folder = mkdtempSync(join(tmpdir(), 'baobab-commands-'))
let cluster: Cluster

beforeAll(async () => {
  // PostgreSQL does not run as root, and the user it borrows must be able to enter.
  chmodSync(folder, 0o755)
  // Commands start a database when none runs; they are quicker when one does.
  cluster = await startCluster(join(folder, 'postgres'), { fast: true })
})
afterAll(async () => {
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

interface Said {
  code: number | null
  out: string
  err: string
}

function baobab(words: string[], env: Record<string, string> = {}): Promise<Said> {
  const child = spawn(join(root, 'bin/baobab'), words, {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: Said = { code: null, out: '', err: '' }
  child.stdout.on('data', (words) => (said.out += words))
  child.stderr.on('data', (words) => (said.err += words))
  return new Promise((done) => child.once('close', (code) => done({ ...said, code })))
}

const pack = (path: string): string => join(root, 'packs', path)
const readPack = (path: string) => JSON.parse(readFileSync(pack(path), 'utf8'))

/** A file beside the data, and its name. */
function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(
    path,
    typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content),
  )
  return path
}

const story = 'common/instruments/story.json'
const told = 'common/records/the-hour-nobody-spoke.json'

describe('asked for help', () => {
  test('it lists every verb, and each verb says what it takes', async () => {
    const { code, out } = await baobab(['--help'])
    expect(code).toBe(0)
    const verbs = [...out.matchAll(/^ {2}([a-z]+) /gm)].map(([, verb]) => verb!)
    expect(verbs).toEqual(
      expect.arrayContaining(
        'start migrate doctor import export reindex backup restore drill bench help'.split(' '),
      ),
    )
    for (const verb of verbs.filter((one) => one !== 'help')) {
      const help = await baobab([verb, '--help'])
      expect(help, verb).toMatchObject({ code: 0, err: '' })
      expect(help.out).toContain(`Usage: baobab ${verb}`)
    }
    expect((await baobab(['import', '--help'])).out).toContain('--dry-run')
  })

  test.each([
    [['flourish']],
    [['import']],
    [['import', 'record']],
    [['import', 'record', 'x.json', '--backwards']],
    [['import', 'tree', pack(story)]],
    [['export', 'tree', '000000000000', '/tmp']],
    [['bench', 'nothing']],
    [['bench', 'corpus']],
    [['bench', '../src/build']],
  ])('a wrong call is told what is right: %j', async (words) => {
    const { code, out, err } = await baobab(words)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).not.toBe('')
    expect(err).not.toContain('    at ')
  })
})

describe('settings', () => {
  test('the doctor lists each with its value, tells no secret, and asks the database', async () => {
    const { code, out, err } = await baobab(['doctor'], { PORT: '8080', METRICS_TOKEN: 'do-not-tell-anyone' })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    for (const { name, means } of settings) {
      const line = out.split('\n').find((one) => one.startsWith(`${name} `))
      expect(line, name).toContain(means)
    }
    expect(out).toMatch(/^PORT +8080 /m)
    expect(out).not.toContain('do-not-tell-anyone')
    expect(out).toMatch(/PostgreSQL \d+/)
    expect(out).toMatch(/^PORT +8080 .*\(default 3000\)$/m)
  })

  test('the doctor looks and does nothing: where there is no database it says so', async () => {
    const empty = join(folder, 'nothing-here')
    const { code, out, err } = await baobab(['doctor'], { DATA_DIR: empty })
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toContain(`The data folder is ${empty}.`)
    expect(out).toContain('There is no database there yet: bin/baobab start makes it.')
    expect(existsSync(empty)).toBe(false)
  })

  test('the doctor says of a database that rests that it rests, and lets it', async () => {
    const resting = join(folder, 'resting')
    const other = await startCluster(join(resting, 'postgres'), { fast: true })
    await other.stop()
    const before = readdirSync(join(resting, 'postgres')).sort()
    const { code, out } = await baobab(['doctor'], { DATA_DIR: resting })
    expect(code).toBe(0)
    expect(out).toMatch(/The database there is not running: bin\/baobab start starts it\./)
    expect(readdirSync(join(resting, 'postgres')).sort()).toEqual(before)
  })

  test('the doctor says whether a server listens', async () => {
    const listening = createServer().listen(0, '127.0.0.1')
    await once(listening, 'listening')
    const { port } = listening.address() as AddressInfo
    const PORT = String(port)
    expect((await baobab(['doctor'], { PORT })).out).toContain(`A server listens at 127.0.0.1:${port}.`)
    listening.close()
    await once(listening, 'close')
    expect((await baobab(['doctor'], { PORT })).out).toContain(`No server listens at 127.0.0.1:${port}.`)
  })

  test('the doctor fails when the database does not answer', async () => {
    const { code, err } = await baobab(['doctor'], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
      SECRET: 'x'.repeat(32),
      FILES_URL: 'file:///tmp/files',
    })
    expect(code).toBe(2)
    expect(err).toContain('does not answer')
  })

  test.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ DEMO: 'yes' }, 'DEMO'],
    [{ PUBLIC_URL: 'baobab.example' }, 'PUBLIC_URL'],
    [{ DATABASE_URL: 'mysql://db' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://db/baobab', SECRET: '' }, 'SECRET'],
  ] as [Record<string, string>, string][])(
    'a wrong one stops the start in one line: %j',
    async (env, name) => {
      const { code, out, err } = await baobab(['start'], env)
      expect(code).toBe(2)
      expect(out).toBe('')
      expect(err.trim().split('\n')).toEqual([expect.stringContaining(name)])
    },
  )
})

test('migrations run once', async () => {
  expect((await baobab(['migrate'])).code).toBe(0)
  expect(await baobab(['migrate'])).toMatchObject({ code: 0, out: expect.stringMatching(/^Nothing to do/) })
})

describe('instruments', () => {
  test('one that is only tried leaves nothing behind', async () => {
    const tried = await baobab(['import', 'instrument', pack(story), '--dry-run'])
    expect(tried).toEqual({ code: 0, out: 'Would make 1, change 0, unchanged 0, faults 0.\n', err: '' })
    expect((await baobab(['import', 'instrument', pack(story), '--dry-run'])).out).toBe(tried.out)
  })

  test('good ones are taken in beside a faulty one, whose faults are named', async () => {
    const faulty = readPack('common/instruments/lesson.json')
    faulty.sections[0].groups[0].questions[0].type = 'guess'
    const files = [pack(story), file('faulty.json', faulty), file('broken.json', '{"format":')]
    const { code, out, err } = await baobab(['import', 'instrument', ...files])
    expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(/^Made 1, changed 0, unchanged 0/) })
    expect(err).toMatch(/faulty\.json: section lesson > .* > type: "guess"/)
    expect(err).toMatch(/broken\.json: .+/)
    expect(err).not.toContain('    at ')
    expect(await baobab(['import', 'instrument', pack(story)])).toMatchObject({
      code: 0,
      out: 'Made 0, changed 0, unchanged 1, faults 0.\n',
    })
  })

  test('the same edition that says something else is refused', async () => {
    const other = readPack(story)
    other.title.en = 'Tale'
    const { code, err } = await baobab(['import', 'instrument', file('other.json', other)])
    expect(code).toBe(1)
    expect(err).toMatch(/other\.json.*story/)
  })
})

describe('editions', () => {
  const tool = pack('common/instruments/tool.json')
  const second = pack('common/editions/tool-2.json')

  test('one that is only tried says what it would change; taken in, a record is brought into it', async () => {
    await baobab(['import', 'instrument', tool])
    const tried = await baobab(['import', 'edition', second, '--dry-run'])
    expect(tried).toMatchObject({ code: 0, err: '' })
    expect(tried.out).toContain('\n  New question: “Does it work through a day without power?”\n')
    expect(tried.out).toMatch(/\nWould make 1, change 0, unchanged 0, faults 0\.\n$/)
    const record = readPack('common/records/consent-card.json')
    await baobab(['import', 'record', pack('common/records/consent-card.json')])
    expect(await baobab(['upgrade', 'record', record.ref])).toMatchObject({
      code: 1,
      err: 'It answers edition 1, which is the newest.\n',
    })
    expect((await baobab(['import', 'edition', second])).out).toMatch(/\nMade 1, /)
    expect(await baobab(['upgrade', 'record', record.ref])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Version \d answers edition 2; 0 answers are kept beside\.\n$/),
    })
    expect(await baobab(['upgrade', 'tree', record.ref])).toMatchObject({ code: 2 })
  })

  test('one with a fault is left out, and says where', async () => {
    const third = { ...readPack('common/editions/tool-2.json'), from: '2', edition: '3' }
    third.changes[0].operations[0].group = 'nowhere'
    const { code, err } = await baobab(['import', 'edition', file('third.json', third)])
    expect(code).toBe(1)
    expect(err).toMatch(/third\.json: changes\[0\] > operations\[0\]: group “nowhere” does not exist/)
  })
})

describe('vocabularies', () => {
  const skos = (...lines: string[]) =>
    ['@prefix skos: <http://www.w3.org/2004/02/skos/core#> .', '@prefix : <https://example.org/v/> .']
      .concat(lines)
      .join('\n')
  const concept = (code: string, broader: string) =>
    `:${code} a skos:Concept ; skos:prefLabel "${code}"@en ; skos:broader :${broader} .`

  test('a circle is broken and named, and all its topics are kept', async () => {
    const circle = skos(
      ':scheme a skos:ConceptScheme ; skos:prefLabel "Rounds"@en .',
      concept('a', 'b'),
      concept('b', 'c'),
      concept('c', 'a'),
    )
    const { code, out, err } = await baobab(['import', 'vocabulary', file('rounds.ttl', circle)])
    expect({ code, out }).toEqual({ code: 1, out: 'Made 3, changed 0, unchanged 0, faults 1.\n' })
    expect(err).toMatch(/circle/i)
  })

  test('a file that is not what its name says is refused by its line', async () => {
    const { code, err } = await baobab([
      'import',
      'vocabulary',
      file('bent.ttl', skos(':a a skos:Concept ;;; <')),
    ])
    expect(code).toBe(1)
    expect(err).toMatch(/bent\.ttl.*line 3/)
  })
})

describe('records', () => {
  beforeAll(async () => {
    await baobab(['import', 'instrument', pack(story)])
  })

  test('a record without its instrument is told so', async () => {
    const { code, err } = await baobab(['import', 'record', pack('common/records/malabo-convention.json')])
    expect(code).toBe(1)
    expect(err).toContain('instrument: there is no instrument “policy”')
  })

  test('an answer that does not fit is left out and named; the rest is kept', async () => {
    const record = readPack(told)
    record.ref = '0000000m1sft'
    record.versions[0].content.answers.telling[0].how_sure = 'very'
    const { code, out, err } = await baobab(['import', 'record', file('misfit.json', record)])
    expect(code).toBe(1)
    expect(out).toMatch(/^Made 1, changed 0, unchanged 0/)
    expect(err).toMatch(/misfit\.json.*how_sure.*very/)
  })

  test('what is no record is left out, with the place of each fault', async () => {
    const { versions: _, ...bare } = readPack(told)
    const { code, out, err } = await baobab(['import', 'record', file('bare.json', [bare, readPack(told)])])
    expect(code).toBe(1)
    expect(out).toMatch(/^Made 1,/)
    expect(err).toMatch(/bare\.json\[0\], versions: .+/)
  })

  test('a file in another encoding is refused by its line; a missing one by its name', async () => {
    const latin = Buffer.from('{\n"title": "Récit"\n}', 'latin1')
    const { code, out, err } = await baobab([
      'import',
      'record',
      file('latin.json', latin),
      '/nowhere/at-all.json',
    ])
    expect({ code, out }).toEqual({ code: 1, out: 'Made 0, changed 0, unchanged 0, faults 2.\n' })
    expect(err).toMatch(/latin\.json: .*UTF-8.*line 2/)
    expect(err).toContain('/nowhere/at-all.json: there is no such file')
    expect(err).not.toContain('ENOENT')
    const folders = await baobab(['import', 'record', folder])
    expect(folders.err).toContain(`${folder}: it is a folder, not a file`)
  })

  test.each(['instrument', 'vocabulary'])('so is %s in another encoding', async (what) => {
    const latin = Buffer.from('{\n\n"title": "Récit"}', 'latin1')
    const { code, err } = await baobab(['import', what, file(`latin-${what}.json`, latin)])
    expect(code).toBe(1)
    expect(err).toMatch(/latin-\w+\.json.*UTF-8/)
    expect(err).toContain('line 3')
  })

  test('what is exported comes back without a difference', async () => {
    const { ref } = readPack(told)
    await baobab(['import', 'record', pack(told)])
    const { code, out } = await baobab(['export', 'record', ref, join(folder, 'out')])
    expect(code).toBe(0)
    const written = join(folder, 'out', `${ref}.json`)
    expect(out).toContain(written)
    expect(await baobab(['import', 'record', written])).toEqual({
      code: 0,
      out: 'Made 0, changed 0, unchanged 1, faults 0.\n',
      err: '',
    })
    expect(JSON.parse(readFileSync(written, 'utf8'))).toMatchObject(readPack(told))
  })

  test('a published version that reads otherwise is refused', async () => {
    const record = readPack(told)
    record.versions[0].content.title.texts.en = 'Another'
    const { code, err } = await baobab(['import', 'record', file('changed.json', record)])
    expect(code).toBe(1)
    expect(err).toMatch(/changed\.json, version 1: .*new version/)
  })

  test('an export of what is not there fails, and makes nothing', async () => {
    const { code, err } = await baobab(['export', 'record', 'zzzzzzzzzzzz', join(folder, 'none')])
    expect(code).toBe(1)
    expect(err).toContain('zzzzzzzzzzzz')
  })
})

describe('what is brought in line by line', () => {
  const bib = `@article{one,\n  title = {Bunds by command},\n  year = 2020,\n  doi = {10.5555/c1}\n}\n@article{two,\n  title = {Open\n`
  const idIn = (out: string) => /--undo (\w{12})$/m.exec(out)?.[1] ?? ''
  beforeAll(async () => {
    await baobab(['import', 'instrument', pack('common/instruments/report.json'), pack(story)])
  })

  test('references are tried, brought in and taken back, with each fault at its line', async () => {
    const name = file('refs.bib', bib)
    const tried = await baobab(['import', 'bibliography', name, '--dry-run'])
    expect(tried).toMatchObject({ code: 1, out: 'Would make 1, change 0, unchanged 0, faults 1.\n' })
    expect(tried.err).toMatch(/refs\.bib, line 6: .+/)
    const made = await baobab(['import', 'bibliography', name])
    expect(made.out).toMatch(
      /^Made 1, changed 0, unchanged 0, faults 1\.\nTo take it back: import --undo \w{12}\n$/,
    )
    expect((await baobab(['import', 'bibliography', name])).out).toMatch(/^Made 0, changed 0, unchanged 1/)
    expect(await baobab(['import', '--undo', idIn(made.out)])).toEqual({
      code: 0,
      out: 'Took back 1 new, 0 changed.\n',
      err: '',
    })
    const twice = await baobab(['import', '--undo', idIn(made.out)])
    expect(twice.code).toBe(1)
    expect((await baobab(['import', '--undo', 'zzzzzzzzzzzz'])).err).toContain('there is no import')
  })

  test('a table names its questionnaire', async () => {
    const name = file(
      'table.csv',
      'Title,Kind,Published\nA table of bunds,Study,2021\nAnother,Nonsense,2021\n',
    )
    const { code, out, err } = await baobab(['import', 'table', name, '--instrument', 'report'])
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringMatching(/^Made 2, changed 0, unchanged 0, faults 1/),
    })
    expect(err).toMatch(/table\.csv, line 3: .*Nonsense/)
  })

  test('records in our own form are taken back too; a questionnaire is not', async () => {
    const record = readPack(told)
    record.ref = '0000000ta7en'
    record.versions[0].content.title.texts.en = 'To be taken back'
    const { out } = await baobab(['import', 'record', file('taken.json', record)])
    expect(out).toMatch(/^Made 1,/)
    expect((await baobab(['import', '--undo', idIn(out)])).code).toBe(0)
    // It was public, so its tombstone is all that there is.
    expect((await baobab(['export', 'record', record.ref, join(folder, 'out')])).code).toBe(1)
  })
})

test('without PostgreSQL 15 its tests are skipped on a machine of someone, and fail where CI is set', () => {
  const run = (env: Record<string, string>) => {
    const { status, stdout, stderr } = spawnSync(join(root, 'bin/test-on-15'), {
      env: { PATH: process.env.PATH, PG15_BIN: '/nowhere', ...env },
      encoding: 'utf8',
    })
    return { status, said: stdout + stderr }
  }
  expect(run({})).toEqual({ status: 0, said: expect.stringMatching(/^Skipped: PostgreSQL 15/) })
  expect(run({ CI: 'true' })).toEqual({ status: 1, said: expect.stringMatching(/^Failed: PostgreSQL 15/) })
})

test('everything is indexed again, and counted', async () => {
  const { code, out, err } = await baobab(['reindex'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^Indexed \d+ things again\.\n$/)
})

describe('a commons that was started', () => {
  const home = join(folder, 'started')
  let origin: string
  let stop: () => Promise<unknown>

  beforeAll(async () => {
    const child = spawn(join(root, 'bin/baobab'), ['start'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: home, PORT: '0', LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const ended = once(child, 'exit')
    stop = () => {
      child.kill('SIGTERM')
      return ended
    }
    let out = ''
    for await (const said of child.stdout) {
      out += said
      origin = /open at (http:\S+)/.exec(out)?.[1] ?? ''
      if (origin) break
    }
  })
  afterAll(() => stop())

  const get = async (path: string) => (await fetch(origin + path)).text()

  test('keeps its secret beside the database, for its owner alone', () => {
    const file = join(home, 'secret')
    expect(readFileSync(file, 'utf8').length).toBeGreaterThanOrEqual(32)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  test('gives whole addresses away, though none was set', async () => {
    expect(await get('/search.csv?kind=story')).toContain(`,${origin}/records/`)
    const story = '/records/c7208bd5t96n/the-forty-one-names'
    expect(await get(story)).toContain(`${origin}${story}`)
    expect(await get(story)).toMatch(new RegExp(`<link rel="canonical" href="${origin}/`))
    expect(await get('/robots.txt')).toContain(`Sitemap: ${origin}/sitemap.xml`)
  })

  test('lets a community be taken along to where nothing was started yet', async () => {
    const bundle = join(folder, 'bundle')
    const slug = 'land-degradation-neutrality-in-practice'
    expect((await baobab(['export', 'community', slug, bundle], { DATA_DIR: home })).code).toBe(0)
    const there = { DATA_DIR: join(folder, 'elsewhere') }
    const kept = (said: Said) => /^(?:Would make|Made) (\d+)/m.exec(said.out)![1]
    const tried = await baobab(['import', 'community', bundle, '--dry-run'], there)
    const taken = await baobab(['import', 'community', bundle], there)
    // What it stands on is in the packs of every instance; nothing else is missed.
    expect(taken.err).not.toMatch(/there is no|nothing at this address/i)
    expect(taken.code).toBe(0)
    expect(kept(tried)).toBe(kept(taken))
    expect(taken.out).toContain('value-stories: 2')
  })
})

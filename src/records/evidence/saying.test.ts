import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { signedIn } from '../../../tests/support/member.ts'
import { record, take, version } from '../../../tests/support/soil.ts'
import {
  amara,
  bashir,
  celia,
  curator,
  fresh,
  mails,
  page,
  said,
  say,
  server,
  stranger,
} from '../../../tests/support/uses.ts'
import { db } from '../../base/database/database.ts'

describe('what somebody says of using a record', () => {
  test('stands on its page at once, what did not work as well as what did', async () => {
    const ref = await fresh()
    expect(await page(ref)).toContain('Nobody but its makers has said how it went')
    const own = await say(amara, ref)
    expect(own.at).toMatch(/^\/uses\/[0-9a-z]{12}$/)
    expect(own.html).toContain('It went so: worked.')
    expect(await page(ref)).toContain('Used once: worked 1, partly 0, did not 0')
    await say(bashir, ref, { place: 'Niger', happened: '2025-06', conditions: 'Steep' }, 'did-not')
    const seen = await page(ref)
    expect(seen).toContain('Used 2 times: worked 1, partly 0, did not 1')
    expect(seen).toContain('It went so: did-not.')
    const list = (await stranger().get(`/records/${ref}/uses`)).html
    expect(list.indexOf('did-not.')).toBeLessThan(list.indexOf('It went so: worked.'))
    expect(list).toContain('June 2025')
    const narrowed = await stranger().get(`/records/${ref}/uses?outcome=worked`)
    expect(narrowed.html).not.toContain('did-not.')
    expect((await stranger().get(`/records/${ref}/uses?place=NE`)).html).not.toContain('so: worked.')
    expect((await stranger().get(`/search?kind=practice`)).status).toBe(200)
  })

  test('is said in two fields; without them the form comes back with what was typed', async () => {
    const ref = await fresh()
    const refused = await amara.post(`/records/${ref}/uses`, {
      note: 'Half of a sentence',
      conditions: 'Dry',
      'what-1': 'Yield',
      'value-1': 'much',
      happened: 'last year',
    })
    expect(refused.status).toBe(422)
    for (const words of ['Half of a sentence', 'Dry', 'Yield', 'much', 'last year'])
      expect(refused.html).toContain(words)
    for (const words of ['Say how it went', 'Give a number', 'Give a year such as 2025'])
      expect(refused.html).toContain(words)
    const nowhere = await say(amara, ref, { place: 'Atlantis' })
    expect(nowhere.status).toBe(422)
    expect(nowhere.html).toContain('value="Atlantis"')
    expect((await say(amara, ref, { happened: '2999-01' })).html).toContain('still to come')
    expect(await page(ref)).toContain('Nobody but its makers')
  })

  test('counts once for each member', async () => {
    const ref = await fresh()
    await say(amara, ref)
    const again = await say(amara, ref, { note: 'Once more, with feeling' }, 'did-not')
    expect(again.status).toBe(422)
    expect(again.html).toContain('You have said how it went with this record')
    expect(again.html).toContain('Once more, with feeling')
    expect(await page(ref)).toContain('Used once: worked 1')
    expect(await page(ref, amara)).toContain('What you said of it')
  })

  test('waits for whoever signs in first', async () => {
    const ref = await fresh()
    expect((await stranger().get(`/records/${ref}/uses/new`)).html).toContain('name="outcome"')
    const kept = await say(stranger(), ref, { note: 'Typed before signing in' })
    expect(kept.status).toBe(403)
    expect(kept.html).toContain('value="Typed before signing in"')
    expect(kept.html).toContain(`action="/records/${ref}/uses"`)
  })

  test('is changed, taken back and brought back by whoever said it, and by nobody else', async () => {
    const ref = await fresh()
    const { at } = await say(amara, ref)
    expect((await bashir.post(`${at}/change`, said('did-not'))).status).toBe(422)
    expect((await bashir.post(`${at}/removal`)).status).toBe(422)
    const changed = await amara.post(
      `${at}/change`,
      said('partly', { 'what-1': 'Millet', 'value-1': '1,5', 'unit-1': 't' }),
    )
    expect(changed.at).toBe(at)
    expect(await page(ref)).toContain('worked 0, partly 1, did not 0')
    expect((await stranger().get(at)).html).toContain('Millet')
    await amara.post(`${at}/removal`)
    expect(await page(ref)).toContain('Nobody but its makers')
    expect((await stranger().get(at)).status).toBe(410)
    expect((await stranger().get(`/api/v1${at}`)).status).toBe(410)
    expect((await amara.get(at)).html).toContain('You took this back')
    await say(amara, ref, {}, 'did-not')
    expect((await amara.post(`${at}/return`)).html).toContain('You have said how it went')
    expect(await page(ref)).toContain('Used once: worked 0, partly 0, did not 1')
  })

  test('goes without a name where they wish, and the form shows what they chose', async () => {
    const ref = await fresh()
    const { at } = await say(amara, ref, { named: 'no' })
    const { html } = await stranger().get(at)
    expect(html).toContain('A member who wishes not to be named')
    expect(html).not.toContain('Amara')
    expect((await stranger().get(`/api/v1${at}`)).html).not.toContain('Amara')
    expect((await amara.get(at)).html).toMatch(/value="no" checked/)
  })
})

test('pictures and papers show what happened, for whom the record is open to', async () => {
  const ref = await fresh()
  const { at } = await say(amara, ref)
  const papers = (words: string, name = 'notes.txt') => {
    const form = new FormData()
    form.append('files', new Blob([words]), name)
    return form
  }
  expect((await bashir.send(`${at}/files`, papers('Not mine'))).status).toBe(403)
  expect((await amara.send(`${at}/files`, new FormData())).status).toBe(422)
  const added = await amara.send(`${at}/files`, papers('Rain on 3 June'))
  expect(added.at).toBe(`${at}/files`)
  const file = /\/files\/[0-9a-z]{12}\/notes\.txt/.exec((await stranger().get(at)).html)![0]
  expect((await stranger().get(file)).html).toBe('Rain on 3 June')
  const removal = /\/uses\/\w+\/files\/\w+\/removal/.exec(added.html)![0]
  expect((await bashir.post(removal)).status).toBe(403)
  const removed = await amara.post(removal)
  expect((await stranger().get(file)).status).toBe(404)
  await amara.post(/\/uses\/\w+\/files\/\w+\/return/.exec(removed.html)![0])
  expect((await stranger().get(file)).status).toBe(200)
  await amara.post(`${at}/removal`)
  expect((await stranger().get(file)).status).toBe(404)
  await amara.post(`${at}/return`)
  await take({ ...record(ref), access: { to: 'members' } })
  expect((await stranger().get(file)).status).toBe(404)
})

describe('who makes or keeps a record', () => {
  test('is told kindly that it is for others to say', async () => {
    const compiler = await signedIn(server, 'Dina')
    const one = version(1, { slope: 'flat' })
    one.content.contributors = [{ role: 'compiler', shown: 'named', name: 'DÍNA' }]
    const ref = await fresh({ versions: [one] })
    const refused = await say(compiler, ref, { note: 'It was splendid' })
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('for others to say')
    expect(refused.html).toContain('It was splendid')
    const own = await page(ref, compiler)
    expect(own).toContain('how it went is for others to say')
    expect(own).not.toContain('name="outcome"')
  })

  test('is counted no longer from the day they keep it, and is not hidden', async () => {
    const ref = await fresh()
    const { at } = await say(bashir, ref)
    await say(celia, ref, {}, 'partly')
    await curator.post(`/records/${ref}/custodian`, { handle: 'bashir' })
    const asked = /proposals\/(\d+)/.exec((await bashir.get(`/records/${ref}/custodian`)).html)![1]
    await bashir.post(`/records/${ref}/custodian/proposals/${asked}`, { answer: 'yes' })
    const seen = await page(ref)
    expect(seen).toContain('Used once: worked 0, partly 1, did not 0')
    expect(seen).toContain('One more is said by somebody who makes or keeps it')
    expect((await stranger().get(at)).html).toContain('not counted')
    expect(JSON.parse((await stranger().get(`/api/v1${at}`)).html)).toMatchObject({ counts: false })
    await bashir.post(`/records/${ref}/custodian/end`)
    expect(await page(ref)).toContain('Used 2 times: worked 1, partly 1, did not 0')
  })

  test('silences no critic by naming them afterwards; only what a critic takes on counts', async () => {
    const ref = await fresh()
    const { at } = await celia.post('/organisations', { name: 'Critical Ground', kind: 'ngo', place: 'NE' })
    const organisation = at.split('/').at(-1)!
    await celia.post(`${at}/representatives`, { handle: 'celia' })
    await say(bashir, ref, {}, 'did-not')
    await say(celia, ref, { organisation }, 'did-not')
    const naming = version(2, { slope: 'flat' })
    naming.published = '2026-01-02'
    naming.content.contributors.push(
      { role: 'author', shown: 'named', name: 'Bashir' },
      { role: 'author', shown: 'named', name: 'A. Reader', organisation: 'Critical Ground' },
    )
    naming.content.organisations.push('Critical Ground')
    expect(
      (await take(record(ref, { versions: [version(1, { slope: 'flat', depth: 30 }), naming] }))).faults,
    ).toEqual([])
    expect(await page(ref)).toContain('Used 2 times: worked 0, partly 0, did not 2')
    expect((await say(bashir, ref)).html).toContain('for others to say')
    await sql`
      update credit set person = person.thing from version, person
      where version.id = credit.version and version.record = (select id from thing where ref = ${ref})
        and handle = 'bashir' and credit.name = 'Bashir'`.execute(db())
    expect(await page(ref, amara)).toContain('Used once: worked 0, partly 0, did not 1')
  })

  test('is written to once a day at most', async () => {
    const ref = await fresh()
    await curator.post(`/records/${ref}/custodian`, { handle: 'celia' })
    const asked = /proposals\/(\d+)/.exec((await celia.get(`/records/${ref}/custodian`)).html)![1]
    await celia.post(`/records/${ref}/custodian/proposals/${asked}`, { answer: 'yes' })
    const before = await mails('celia@example.net')
    await say(amara, ref)
    expect(await mails('celia@example.net')).toBe(before + 1)
    await say(bashir, ref)
    expect(await mails('celia@example.net')).toBe(before + 1)
    await sql`update use set said = said - interval '25 hours'`.execute(db())
    await say(curator, ref)
    expect(await mails('celia@example.net')).toBe(before + 2)
  })
})

import { expect, test } from 'vitest'
import { password, signedIn } from '../../../tests/support/member.ts'
import { en, instance, record, take, version } from '../../../tests/support/soil.ts'
import { amara, bashir, fresh, page, say, server, stranger } from '../../../tests/support/uses.ts'
import { beginDraft, headTyped, sendForm } from '../../../tests/support/writing.ts'
import { Definition } from '../../instruments/definition.ts'
import { importInstrument } from '../../instruments/importing.ts'

test('an adaptation says what was changed and what failed, by page, by program and as it travels', async () => {
  await importInstrument(
    instance,
    Definition.parse({
      format: 'baobab-instrument/1',
      slug: 'tale',
      edition: '1',
      title: { en: 'Tale' },
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
    }),
  )
  const asks = 'What did you change, and why?'
  const alone = await beginDraft(amara, 'tale')
  expect((await amara.get(`${alone}/essentials`)).html).not.toContain(asks)
  const first = await fresh()
  const draft = await beginDraft(amara, 'tale', { adapts: first })
  const form = await amara.get(`${draft}/essentials`)
  expect(form.html).toContain(asks)
  const failed = '@record/only/failed/en'
  await sendForm(amara, form, {
    ...headTyped('Grass instead'),
    [failed]: 'Planted too early, half of it died.',
  })
  const early = await amara.post(`${draft}/publication`)
  expect(early.status).toBe(422)
  expect(early.html).toContain(asks)
  const again = await amara.get(`${draft}/essentials`)
  await sendForm(amara, again, { '@record/only/changed/en': 'Grass, for stones are far.' })
  const { at } = await amara.post(`${draft}/publication`)
  expect(at).toContain('/grass-instead')
  for (const seen of [at, `/records/${first}/variants`, `/records/${first}`]) {
    const { html } = await stranger().get(seen)
    expect(html, seen).toContain('Grass, for stones are far.')
    expect(html, seen).toContain('Planted too early, half of it died.')
  }
  const ref = at.split('/')[2]!
  const travels = async () => JSON.parse((await stranger().get(`/api/v1/records/${ref}`)).html)
  const link = { rel: 'adapts', to: first, changed: en('Grass, for stones are far.') }
  const whole = await travels()
  expect(whole.versions[0].content.links).toEqual([
    { ...link, failed: en('Planted too early, half of it died.') },
  ])
  expect(await take(whole)).toMatchObject({ changed: 0, unchanged: 1, faults: [] })
  const shown = await amara.post('/account/tokens', { name: 'A program', days: '30', may: 'write' })
  const token = /baobab_[\w-]{43}/.exec(shown.html)![0]
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const answer = await fetch(`${server.origin}/api/v1${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return answer.json()
  }
  const [words] = [
    { path: '@record/only/changed', source: 'Grass, for stones are far.', words: 'De l’herbe.' },
  ]
  await call('PUT', `/records/${ref}/translations/fr`, { texts: [words] })
  for (const seen of [at, `/records/${first}/variants`])
    expect((await stranger().get(`${seen}?lang=fr`)).html, seen).toContain('De l’herbe.')
  const next = (await call('POST', `/records/${ref}/changes`)).ref
  expect((await call('GET', `/drafts/${next}`)).head).toMatchObject({ changed: link.changed.texts })
  await call('PATCH', `/drafts/${next}/answers`, { since: 0, changes: [{ path: failed, value: null }] })
  await call('POST', `/drafts/${next}/publication`, {})
  expect((await travels()).versions[1].content.links).toEqual([link])
  const nowhere = await call('PATCH', `${alone}/answers`, { changes: [{ path: failed, value: 'No' }] })
  expect(nowhere.outcomes[0].outcome).toBe('refused')
  const citing = version(1, { slope: 'flat' })
  citing.content.links = [{ rel: 'cites', to: first, changed: en('Nothing') }]
  const { faults } = await take(record('0000000003zz', { versions: [citing] }))
  expect(faults[0]!.message).toContain('Only a link that adapts')
})

test('a record that is closed takes along what is said of it, wherever that stands', async () => {
  const ref = await fresh()
  const { at } = await say(amara, ref, { note: 'A word of use: kestrel' })
  expect((await stranger().get(at)).html).toContain('kestrel')
  expect((await stranger().get('/sitemap/0.xml')).html).toContain(at)
  const open = record(ref)
  await take({ ...open, access: { to: 'members' } })
  for (const address of [
    at,
    `/api/v1${at}`,
    `/records/${ref}/uses`,
    `/api/v1/records/${ref}/uses`,
    `/records/${ref}/variants`,
  ]) {
    const seen = await stranger().get(address)
    expect(seen.status, address).toBe(404)
    expect(seen.html).not.toContain('kestrel')
  }
  expect((await stranger().get('/sitemap/0.xml')).html).not.toContain(at)
  expect((await bashir.get(at)).html).toContain('kestrel')
  expect((await stranger().get(`/records/${ref}`)).status).toBe(404)
})

test('what somebody said goes with their export, and stays without a name when they leave so', async () => {
  const leaver = await signedIn(server, 'Ferenc')
  const ref = await fresh()
  const { at } = await say(leaver, ref, { note: 'Mine to keep' })
  await leaver.post(`/records/${ref}/adoptions`, { institution: 'A school', form: 'plan', level: 'local' })
  expect((await stranger().get(at)).html).toContain('Ferenc')
  expect(JSON.parse((await leaver.get('/account/export')).html)).toMatchObject({
    uses: [{ record: ref, outcome: 'worked', note: { texts: { en: 'Mine to keep' } } }],
    adoptions: [{ record: ref, institution: 'A school' }],
  })
  expect((await leaver.post('/account/deletion', { password, credit: 'unnamed' })).status).toBe(200)
  const { html } = await stranger().get(at)
  expect(html).toContain('Mine to keep')
  expect(html).not.toContain('Ferenc')
  expect((await stranger().get(`/records/${ref}/uses`)).html).not.toContain('Ferenc')
  expect(await page(ref)).toContain('Used once: worked 1')
})

import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { demoDatabase } from '../../tests/support/database.ts'
import { password, signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { type Visitor, visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { db } from '../base/database/database.ts'
import { system } from '../base/viewer.ts'
import { importEditionFile } from '../instruments/edition-files.ts'
import { exportRecord } from './exporting.ts'
import { importRecords } from './importing.ts'

demoDatabase()
const server = served(openDoors)

/** A tool of the demo, answered in the first edition of the tools. */
let ref: string
let page: string
let curator: Visitor
let amara: Visitor
let bashir: Visitor
beforeAll(async () => {
  const { rows } = await sql<{ ref: string }>`
    select thing.ref from record join thing on thing.id = record.thing join version on version.id = record.current
    where record.kind = 'tool' and thing.state = 'published' and thing.circle = 1
      and version.content #> '{answers,what,0,does_not}' is not null order by thing.ref limit 1`.execute(db())
  ref = rows[0]!.ref
  page = `/records/${ref}/custodian`
  curator = await signedIn(server, 'Curator', 'curator', '/instruments/tool')
  amara = await signedIn(server, 'Amara')
  bashir = await signedIn(server, 'Bashir')
})

const proposal = async () => {
  const { rows } = await sql<{ id: number }>`
    select custodianship.id from custodianship join thing on thing.id = record
    where thing.ref = ${ref} and since is null and ended is null`.execute(db())
  return rows[0]?.id
}
const answer = async (who: Visitor, said: string) =>
  who.post(`${page}/proposals/${await proposal()}`, { answer: said })

test('whoever curates a record asks a member, who is told and says yes or no', async () => {
  expect((await visitor(server).get(page)).status).toBe(403)
  expect((await amara.post(page, { handle: 'bashir' })).status).toBe(422)
  expect((await curator.post(page, { handle: 'nobody-at-all' })).html).toContain(
    'No other member has this name',
  )
  expect((await curator.post(page, { handle: 'amara' })).html).toContain('has not answered yet')
  const { rows } = await sql<{
    body: string
  }>`select body from mail where address = 'amara@example.net'`.execute(db())
  expect(rows[0]?.body).toContain(page)
  expect((await amara.get('/desk')).html).toContain('You are asked to keep this record true')
  expect((await bashir.get(page)).html).not.toContain('Amara')
  expect((await answer(bashir, 'yes')).status).toBe(422)
  expect((await answer(amara, 'no')).html).toContain('Offer to keep it')
  expect((await amara.get('/desk')).html).not.toContain('You are asked')
  await curator.post(page, { handle: 'amara' })
  expect((await answer(amara, 'yes')).html).toContain('That is you')
  expect((await amara.get(`/records/${ref}`)).html).toContain('/people/amara')
  expect((await amara.get(`/records/${ref}/files`)).status).toBe(200)
  expect((await bashir.get(`/records/${ref}/files`)).status).toBe(403)
})

test('a member offers; the curator says yes only where nobody keeps it', async () => {
  expect((await bashir.post(page, { handle: 'bashir' })).html).toContain(
    'Somebody keeps this record true already',
  )
  await amara.post(`${page}/end`)
  expect((await bashir.get(page)).html).toContain('Nobody keeps this record true yet')
  await bashir.post(page, { handle: 'bashir' })
  expect((await curator.get('/desk')).html).toContain('Bashir offers to keep this record true')
  expect((await answer(bashir, 'yes')).status).toBe(422)
  await answer(bashir, 'back')
  expect(await proposal()).toBeUndefined()
  await bashir.post(page, { handle: 'bashir' })
  expect((await answer(curator, 'yes')).html).toContain('Bashir')
  expect((await bashir.post(`${page}/end`)).status).toBe(200)
})

test('a custodian hands over by asking another, and keeps it until they say yes', async () => {
  await curator.post(page, { handle: 'amara' })
  await answer(amara, 'yes')
  await amara.post(page, { handle: 'bashir' })
  expect((await amara.get(page)).html).toContain('That is you')
  await answer(bashir, 'yes')
  expect((await bashir.get(page)).html).toContain('That is you')
  expect((await amara.get(page)).html).not.toContain('That is you')
})

test('what comes in with another name does not take it from whoever said yes', async () => {
  const travelling = await exportRecord(system('test'), ref)
  expect(travelling.custodian).toBe('Bashir')
  const report = await importRecords(system('test'), [
    { place: 'test', json: { ...travelling, custodian: 'Another office' } },
  ])
  expect(report).toMatchObject({ unchanged: 1 })
  expect((await bashir.get(page)).html).toContain('That is you')
})

test('a new edition is offered to the custodian, who brings the record into it', async () => {
  const third = {
    format: 'baobab-edition/1',
    instrument: 'tool',
    from: '2',
    edition: '3',
    changes: [{ note: { en: 'Shorter.' }, operations: [{ op: 'remove-question', slot: 'what/does_not' }] }],
  }
  const bytes = Buffer.from(JSON.stringify(third))
  expect((await importEditionFile(system('test'), { name: 'tool-3.json', bytes })).faults).toEqual([])
  expect((await bashir.get('/desk')).html).toContain('Edition 3 of its questionnaire is out')
  expect((await amara.get(page)).html).not.toContain('Edition 3')
  expect((await amara.post(`${page}/upgrade`)).status).toBe(403)
  expect((await bashir.get(page)).html).toContain('Bring it into edition 3')
  const upgraded = await bashir.post(`${page}/upgrade`)
  expect(upgraded.html).toContain('Brought into edition 3 of its questionnaire')
  expect((await bashir.get('/desk')).html).not.toContain('Edition 3')
})

test('with their account goes what they kept: the record then lacks a custodian', async () => {
  expect(JSON.parse((await bashir.get('/account/export')).html).records).toMatchObject([{ ref }])
  expect((await bashir.get('/account/deletion')).html).toContain(`href="/records/${ref}"`)
  expect((await bashir.post('/account/deletion', { password, credit: 'named' })).status).toBe(200)
  expect((await curator.get(page)).html).toContain('Nobody keeps this record true yet')
  expect((await curator.get('/desk/care')).html).toContain(`/records/${ref}`)
})

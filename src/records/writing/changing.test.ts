import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { sentBy } from '../../../tests/support/controls.ts'
import { demoDatabase } from '../../../tests/support/database.ts'
import { signedIn } from '../../../tests/support/member.ts'
import { served } from '../../../tests/support/serving.ts'
import type { Visitor } from '../../../tests/support/visitor.ts'
import { sendForm } from '../../../tests/support/writing.ts'
import { openDoors } from '../../app.ts'
import { db } from '../../base/database/database.ts'
import { stranger, system } from '../../base/viewer.ts'
import { definitionOf, editionFor } from '../../instruments/editions.ts'
import { recordFor } from '../reading.ts'
import { assemble } from './assembling.ts'
import { contentOf } from './content.ts'
import { explode } from './exploding.ts'

demoDatabase()
const server = served(openDoors)

let curator: Visitor
let refs: { ref: string; review: string }[]
beforeAll(async () => {
  curator = await signedIn(server, 'Curator', 'curator')
  const { rows } = await sql<{ ref: string; review: string }>`
    select thing.ref, edition.review from thing join record on record.thing = thing.id join version on version.id = record.current
      join edition on edition.id = version.edition
    where thing.state = 'published' and thing.circle = 1 order by thing.ref`.execute(db())
  refs = rows
})

test('every record of the demo, taken apart and put together again, says what it said', async () => {
  expect(refs.length).toBeGreaterThan(50)
  for (const { ref } of refs) {
    const { content, credits, instrument, edition } = await recordFor(system('test'), ref)
    const definition = await definitionOf((await editionFor(instrument, edition))!.id)
    const standing = new Map(
      [...explode(definition, content)].map(([path, value]) => [path, { value, revision: 0 }]),
    )
    const made = contentOf(assemble(definition, standing), {
      definition,
      lang: content.title.original,
      links: [],
      contributors: credits,
      basis: { ...content, edition },
    })
    expect(JSON.parse(JSON.stringify(made)), ref).toEqual({ ...content, edition, contributors: credits })
  }
})

test('every page of a long practice, drawn and sent as it is, changes nothing', async () => {
  const longest = '568qx7fefd72'
  const { at, html } = await curator.post(`/records/${longest}/changes`)
  const pages = [
    ...new Set(
      [...html.matchAll(/href="(\/drafts\/[^"]+\/(?:essentials|sections\/[^"]+))"/g)].map(([, one]) => one!),
    ),
  ]
  expect(pages.length).toBeGreaterThan(5)
  for (const path of pages) {
    const page = await curator.get(path)
    expect((await sendForm(curator, page)).status, path).toBe(200)
  }
  const { rows } = await sql<{ changes: number }>`
    select count(*)::int as changes from draft_change join thing on thing.id = draft where ref = ${at.split('/')[2]} and revision > 0`.execute(
    db(),
  )
  expect(rows[0]!.changes).toBe(0)
  // Asked for again, it is the same draft.
  expect((await curator.post(`/records/${longest}/changes`)).at).toBe(at)
})

test('a record that needs no review has its next version at once, and says what changed', async () => {
  const { ref } = refs.find(({ review }) => review === 'none')!
  const before = await recordFor(stranger, ref)
  const { at } = await curator.post(`/records/${ref}/changes`)
  const page = await curator.get(`${at}/essentials`)
  const lang = before.content.title.original
  const name = [`@record/only/summary/${lang}`].find((one) => one in sentBy(page.html))!
  await sendForm(curator, page, { [name]: 'Said anew.' })
  const done = await curator.post(`${at}/publication`, { note: 'The summary is shorter.' })
  expect(done.status).toBe(200)
  const after = await recordFor(stranger, ref)
  expect(after).toMatchObject({
    number: before.number + 1,
    note: { texts: { [lang]: 'The summary is shorter.' } },
  })
  expect(after.content).toEqual({
    ...before.content,
    summary: { ...before.content.summary, texts: { ...before.content.summary.texts, [lang]: 'Said anew.' } },
  })
  expect(after.credits).toEqual(before.credits)
})

test('a member changes what they are credited for, and nobody else does', async () => {
  const other = await signedIn(server, 'Other')
  expect((await other.post(`/records/${refs[0]!.ref}/changes`)).status).toBe(403)
})

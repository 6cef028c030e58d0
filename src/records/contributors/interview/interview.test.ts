import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { sentBy } from '../../../../tests/support/controls.ts'
import { demoDatabase } from '../../../../tests/support/database.ts'
import { signedIn } from '../../../../tests/support/member.ts'
import { served } from '../../../../tests/support/serving.ts'
import { type Seen, type Visitor, visitor } from '../../../../tests/support/visitor.ts'
import { beginDraft } from '../../../../tests/support/writing.ts'
import { openDoors } from '../../../app.ts'
import { db } from '../../../base/database/database.ts'

/** One asks, another speaks; without script. */
demoDatabase()
const server = served(openDoors)

let awa: Visitor
beforeAll(async () => {
  awa = await signedIn(server, 'Awa')
})

const plain = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const askedAt = (seen: Seen) => String(sentBy(seen.html).at)

/** Sends the screen with this answer in its first field. */
function say(draft: string, screen: Seen, act: string, words?: string): Promise<Seen> {
  const sent = sentBy(screen.html)
  const field = Object.keys(sent).find((name) => name.includes('/'))
  return awa.post(`${draft}/interview/answers`, { ...sent, ...(words && field && { [field]: words }), act })
}

test('questions come one by one in the language of who is asked, and each answer keeps who said it', async () => {
  const draft = await beginDraft(awa, 'story')
  await awa.post(`${draft}/people/others`, { role: 'land-user', shown: 'named', name: 'Old Issa' })
  const start = await awa.get(`${draft}/interview`)
  const issa = /value="(\d+)"[^>]*>\s*<span>Land user: Old Issa/.exec(start.html)![1]!
  expect((await awa.post(`${draft}/interview`, { speaks: '999999', in: 'fr' })).status).toBe(422)
  let screen = await awa.post(`${draft}/interview`, { speaks: issa, in: 'fr' })
  expect(screen.html).toContain('<html lang="fr"')
  expect(plain(screen.html)).toContain('Old Issa')
  expect(screen.html.match(/class="question"/g)).toHaveLength(1)

  // The first words that are asked for.
  const seen: string[] = []
  while (!Object.keys(sentBy(screen.html)).some((name) => name.endsWith('/fr'))) {
    seen.push(askedAt(screen))
    screen = await say(draft, screen, 'later')
  }
  expect(new Set(seen).size).toBe(seen.length)
  const here = askedAt(screen)
  const field = Object.keys(sentBy(screen.html)).find((name) => name.endsWith('/fr'))!
  screen = await awa.post(`${draft}/interview/answers`, {
    ...sentBy(screen.html),
    [field]: 'Nous avons creusé deux fois.',
    act: 'next',
  })
  expect(askedAt(screen)).not.toBe(here)
  const back = await say(draft, screen, 'back')
  expect(askedAt(back)).toBe(here)
  expect(sentBy(back.html)[field]).toBe('Nous avons creusé deux fois.')
  expect(plain(back.html)).toContain('Old Issa')
  const { rows } = await sql`
    select value, name from draft_change join draft_contributor on draft_contributor.id = said_by where path = ${field}`.execute(
    db(),
  )
  expect(rows).toEqual([{ value: 'Nous avons creusé deux fois.', name: 'Old Issa' }])

  // Whatever was put off comes back at the end, and then it is read back.
  screen = await say(draft, back, 'next')
  for (let n = 0; n < 80 && !screen.at.includes('again=1') && !screen.at.includes('/read-back'); n++)
    screen = await say(draft, screen, 'skip')
  if (seen.length) expect(seen).toContain(askedAt(screen))
  for (let n = 0; n < 80 && !screen.at.includes('/read-back'); n++) screen = await say(draft, screen, 'skip')
  expect(screen.at).toBe(`${draft}/read-back?read=fr`)
  expect((await visitor(server).get(`${draft}/interview`)).status).toBe(404)
})

test('what cannot be read is asked again with what was typed', async () => {
  const draft = await beginDraft(awa, 'story')
  const start = await awa.get(`${draft}/interview`)
  const me = /name="speaks" value="(\d+)"/.exec(start.html)![1]!
  let screen = await awa.post(`${draft}/interview`, { speaks: me, in: 'en' })
  for (let n = 0; n < 40 && !askedAt(screen).endsWith('/when'); n++) screen = await say(draft, screen, 'skip')
  const refused = await say(draft, screen, 'next', 'long ago')
  expect(refused.status).toBe(422)
  expect(refused.html).toContain('value="long ago"')
  expect(askedAt(refused)).toBe(askedAt(screen))
})

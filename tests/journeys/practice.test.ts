import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { system } from '../../src/base/viewer.ts'
import { definitionOf, editionFor } from '../../src/instruments/editions.ts'
import { appoint } from '../../src/people/appointing.ts'
import type { Typed } from '../../src/records/writing/filling-fields.ts'
import { setSite } from '../../src/ui/site.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'
import { newcomer, passerBy, type Walker } from '../support/walking.ts'
import { neededTyped } from '../support/writing.ts'

/**
 * One practice from its first word to its successor: two people write it, two others review it, it is
 * published, translated, used, adapted, and another takes its place.
 */
const window = browserWindow(demoDatabase())
beforeAll(() => setSite({ origin: window.origin }))

const record = (question: string) => `@record/only/${question}`

describe.each([
  ['with script', true],
  ['without script', false],
])('%s', (_, javaScriptEnabled) => {
  const named = (name: string) => `${name}${javaScriptEnabled ? 'a' : 'o'}`

  async function signedIn(name: string, role?: 'reviewer'): Promise<Walker> {
    const one = await newcomer(window, named(name), javaScriptEnabled)
    if (role) await appoint(system('test'), { handle: named(name).toLowerCase(), role })
    return one
  }

  async function begin(who: Walker, address: string): Promise<string> {
    await who.go(address)
    await who.send('form[action="/drafts"]')
    await who.page.waitForURL('**/essentials')
    return who.at.replace('/essentials', '')
  }
  async function write(who: Walker, draft: string, needed: Typed): Promise<void> {
    await who.go(`${draft}/essentials`)
    await who.send(
      'form.writing',
      {
        [record('summary/en')]: 'What was done, and what came of it.',
        [record('knowledge')]: 'experience',
        [record('licence')]: 'CC-BY-4.0',
        [record('places:more')]: 'NE',
        ...needed,
      },
      'button[value=next]:visible',
    )
    await who.go(`${draft}/checks`)
  }
  /** What is only to be looked at is waved through with a word. */
  async function submit(who: Walker): Promise<string> {
    await who.send('form[action$="/submission"]', { words: 'It may stand.' })
    await who.page.waitForURL('**/reviews/**')
    return who.at
  }
  async function approve(who: Walker, review: string): Promise<void> {
    await who.go(review)
    for (const step of ['taking', 'acceptance'])
      if (await who.page.locator(`form[action$="/${step}"]`).count())
        await who.send(`form[action$="/${step}"]`)
    await who.go(review)
    await who.send('form[action$="/approval"]')
  }

  test('three people and a second reviewer make, review, publish, translate, use, adapt and supersede one practice', async () => {
    const needed = async (slug: string) => neededTyped(await definitionOf((await editionFor(slug))!.id))
    const [title, newer] = [`Names before totals, ${named('An')}`, `Names and totals, ${named('An')}`]
    const awa = await signedIn('Aw')
    const binta = await signedIn('Bint')
    const chidi = await signedIn('Chid', 'reviewer')
    const dalia = await signedIn('Dali', 'reviewer')

    const draft = await begin(awa, '/write?with=emis-practice')
    await awa.go(`${draft}/people`)
    await awa.send('form[action$="/people/invitations"]', { whom: named('bint') })
    await binta.go('/write')
    await binta.page.locator('a[href="/write/invitations"]').click()
    await binta.page.waitForURL('**/write/invitations')
    await binta.send('form[action*="/write/invitations/"]', {}, 'button[value=yes]')
    await binta.go(`${draft}/essentials`)
    await binta.send(
      'form.writing',
      { [record('organisations')]: 'Kenema Schools Data Desk' },
      'button[value=stay]:visible',
    )

    const practice = await needed('emis-practice')
    await write(awa, draft, { ...practice, 'name/only/title/en': title })
    const review = await submit(awa)
    await approve(chidi, review)
    await approve(dalia, review)
    const published = await recordCalled(title)
    const reader = await passerBy(window, javaScriptEnabled)
    await reader.go(published)
    for (const words of ['Reviewed · version 1', named('Aw'), named('Bint'), 'Kenema Schools Data Desk'])
      await reader.reads(words)

    await binta.go(`${published}/translation/es`)
    await binta.send('main form[action$="/translation/es"]', {
      '@record/only/title': 'Nombres antes que totales',
      'name/only/title': 'Nombres antes que totales',
    })
    await reader.go(`${published}?read=es`)
    await reader.page.getByRole('heading', { name: 'Nombres antes que totales' }).waitFor()

    await chidi.go(`${published}/uses/new`)
    await chidi.send('form[action$="/uses"]', { outcome: 'partly', note: 'It held until the rains.' })
    await reader.go(published)
    await reader.reads('It held until the rains.')

    const ref = published.split('/')[2]!
    const adapting = await begin(dalia, `/write?adapts=${ref}&with=lesson`)
    await write(dalia, adapting, {
      ...(await needed('lesson')),
      [record('title/en')]: `Adapted, ${named('An')}`,
      [record('changed/en')]: 'Half the stones, for they are far.',
    })
    await dalia.send('form[action$="/publication"]')
    await reader.go(`${published}/variants`)
    await reader.reads(`Adapted, ${named('An')}`)

    const successor = await begin(awa, `/write?replaces=${ref}`)
    await write(awa, successor, { ...practice, 'name/only/title/en': newer })
    const second = await submit(awa)
    await approve(chidi, second)
    await approve(dalia, second)
    await reader.go(published)
    await reader.page.getByRole('main').getByRole('link', { name: newer }).first().waitFor()
    expect(window.complaints.filter((said) => !/status of 4/.test(said))).toEqual([])
  })
})

/** The address of the record of this title, once it is published. */
async function recordCalled(title: string): Promise<string> {
  const { rows } = await sql<{ ref: string }>`
    select thing.ref from record join thing on thing.id = record.thing join version on version.id = record.current
    where content #>> '{title,texts,en}' = ${title}`.execute(db())
  expect(rows, title).toHaveLength(1)
  return `/records/${rows[0]!.ref}`
}

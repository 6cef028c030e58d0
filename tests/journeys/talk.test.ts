import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { db } from '../../src/base/database/database.ts'
import { drain } from '../../src/base/outbox/dispatch.ts'
import { definitionOf, editionFor } from '../../src/instruments/editions.ts'
import { demoPassword } from '../../src/people/demo.ts'
import { reactions } from '../../src/reactions.ts'
import { keepWriteUpsGoing } from '../../src/records/write-up/leaving-out.ts'
import { setSite } from '../../src/ui/site.ts'
import { browserWindow } from '../support/browser.ts'
import { demoDatabase } from '../support/database.ts'
import { newcomer, passerBy, walker } from '../support/walking.ts'
import { headTyped, neededTyped } from '../support/writing.ts'

/**
 * The passage from talk to record: somebody new reads, joins, asks and is answered; a facilitator accepts
 * the answer, ties it to the agenda, puts a stray into a conversation of its own and writes the rest up; of
 * those who are quoted one agrees and one is silent; the lesson stands with the way it came.
 */
const window = browserWindow(demoDatabase())

const home = '/communities/land-degradation-neutrality-in-practice'
const opening = `form[action="${home}/threads"]`

test.each([true, false])('a question becomes a record (script: %s)', async (javaScriptEnabled) => {
  setSite({ origin: window.origin })
  const mark = javaScriptEnabled ? 'a' : 'o'
  const demo = (name: string) =>
    walker(window, { email: `${name}@demo.example`, word: demoPassword, javaScriptEnabled })

  const stranger = await passerBy(window, javaScriptEnabled)
  await stranger.go(home)
  await stranger.page
    .getByRole('link', { name: /Malawi’s 15.3.1/ })
    .first()
    .click()
  await stranger.reads('Sign in to write')

  const naima = await newcomer(window, `Naim${mark}`, javaScriptEnabled)
  await naima.go(home)
  await naima.send(`form[action="${home}/membership"]`)
  await naima.go(`${home}/threads/new`)
  const title = `Which year does a baseline begin, Naim${mark}?`
  await naima.send(
    opening,
    { form: 'question', title, body: 'Our council asks for one number.', lang: 'en' },
    'button[value=send]',
  )
  await naima.reads(title)
  const thread = naima.at
  const talk = thread.split('/').slice(0, 3).join('/')
  const saying = `form[action="${talk}/posts"]`

  const helper = await newcomer(window, `Odett${mark}`, javaScriptEnabled)
  await helper.go(home)
  await helper.send(`form[action="${home}/membership"]`)
  for (const body of [
    'The first year that every source covers.',
    'Who else goes to the meeting in Tahoua?',
  ]) {
    await helper.go(thread)
    await helper.send(saying, { body, lang: 'en' }, 'button[value=send]')
    await helper.reads(body)
  }

  const facilitator = await demo('facilitator')
  await facilitator.go(thread)
  await facilitator.send('#post-2 form[action$="/answer"]')
  await facilitator.reads('Not the answer')
  await facilitator.page.locator('#answers-agenda summary').click()
  await facilitator.send('form[action="/agenda-questions/ties"]', { question: 'qm0wt0map000' })
  await facilitator.go(`${home}/agenda/qm0wt0map000`)
  await facilitator.reads(title)

  const stray = `Meeting in Tahoua, ${mark}`
  await facilitator.go(`${talk}/arrange`)
  const form = 'form[action$="/split"]'
  await facilitator.page.locator(`${form} [type=checkbox]`).last().check()
  await facilitator.send(form, { title: stray })
  await facilitator.go(home)
  await facilitator.reads(stray)

  // It is written up: naima agrees, the helper says nothing.
  await facilitator.go(`${talk}/write-up`)
  for (const box of await facilitator.page.locator('[name=chosen]').all()) await box.check()
  await facilitator.send('form[action$="/write-up"]', {}, 'button[value=on]')
  await facilitator.page.waitForURL('**/write-ups/*')
  const writeUp = facilitator.at
  await facilitator.send('form[action$="/instrument"]', { instrument: 'lesson', lang: 'en' })
  await facilitator.page.locator('select[name^=slot-]').first().waitFor()
  for (const question of await facilitator.page.locator('select[name^=slot-]').all())
    await question.selectOption('learning/what_happened')
  await facilitator.send('form[action$="/arrangement"]', {}, 'button[value=draft]')
  await facilitator.page.waitForURL('**/drafts/*')
  const draft = facilitator.at
  const needed = neededTyped(await definitionOf((await editionFor('lesson'))!.id))
  delete needed['learning/only/what_happened/en']
  const lesson = `Begin where every source begins, ${mark}`
  await facilitator.go(`${draft}/essentials`)
  await facilitator.send('form.writing', { ...headTyped(lesson), ...needed }, 'button[value=stay]:visible')
  await drain(reactions)

  await naima.go('/notices')
  await naima.page.getByRole('main').locator(`a[href^="${writeUp}"]`).first().click()
  await naima.page.waitForURL(`**${writeUp}/**`)
  await naima.reads('Our council asks for one number.')
  await naima.page.locator('select[name^=passage-]').selectOption('named')
  await naima.send('form[action$="/consent"]')

  await facilitator.go(`${draft}/checks`)
  await facilitator.reads(`Odett${mark}`)
  await sql`update write_up set asked = asked - interval '15 days' where thing = (select id from thing where ref = ${writeUp.split('/')[2]!})`.execute(
    db(),
  )
  await keepWriteUpsGoing(new Date())
  await facilitator.go(`${draft}/checks`)
  await facilitator.send('form[action$="/publication"]')
  await facilitator.page.waitForURL('**/records/**')
  await drain(reactions)

  await stranger.go(thread)
  await stranger.page.getByRole('link', { name: lesson }).first().click()
  await stranger.page.waitForURL('**/records/**')
  await stranger.reads('Our council asks for one number.')
  await stranger.page.locator('#way').getByRole('link', { name: title }).waitFor()
  await stranger.page.locator('#way').getByRole('link', { name: 'How do we map degradation' }).waitFor()
  const shown = await stranger.page.getByRole('main').innerText()
  expect(shown).toContain(`Naim${mark}`)
  expect(shown).not.toContain('The first year that every source covers.')

  // What is nobody else's business is nowhere for a stranger, nor for another member.
  const outsider = await newcomer(window, `Pet${mark}`, javaScriptEnabled)
  for (const who of [stranger, outsider])
    for (const path of [draft, writeUp, `${writeUp}/consent`, `${talk}/arrange`, `${home}/desk`]) {
      const answer = await who.page.goto(window.origin + path)
      const led = new URL(answer!.url()).pathname
      expect(led === '/sign-in' || answer!.status() >= 403, `${path} led to ${led}`).toBe(true)
    }

  expect(window.complaints.filter((said) => !/status of 4/.test(said))).toEqual([])
})

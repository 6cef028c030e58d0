import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { ownDatabase } from '../../tests/support/database.ts'
import { signedIn } from '../../tests/support/member.ts'
import { served } from '../../tests/support/serving.ts'
import { gather } from '../../tests/support/talking.ts'
import type { Visitor } from '../../tests/support/visitor.ts'
import { openDoors } from '../app.ts'
import { atomically, db } from '../base/database/database.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { makeThing } from '../base/things/things.ts'
import { everyone } from '../base/viewer.ts'
import { mailNotices } from '../notifications/mailing.ts'
import { reactions } from '../reactions.ts'

/** Names that were left out, whom somebody wants to hear no more of, and how much one writes: where all is counted. */
process.env.RATE_LIMIT = '100000'
ownDatabase()
const server = served(openDoors)

const all: Record<string, Visitor> = {}
const who = (name: string): Visitor => all[name]!

beforeAll(async () => {
  for (const name of ['Asker', 'Kofi', 'Mona', 'Ada', 'Bela']) all[name] = await signedIn(server, name)
  all.Curt = await signedIn(server, 'Curt', 'operator')
  all.Moses = await signedIn(server, 'Moses', 'moderator')
  all.Rita = await signedIn(server, 'Rita', 'curator')
  await gather('soil', { members: ['asker', 'ada', 'bela'], facilitators: ['kofi'], moderators: ['mona'] })
  await db().updateTable('thing').set({ circle: everyone }).where('kind', '=', 'person').execute()
  await together('x', ['asker', 'mona'])
  await together('y', ['moses', 'rita'])
})

/** These belong to one organisation. */
const together = (slug: string, handles: string[]) =>
  atomically(async () => {
    const { id } = await makeThing({ kind: 'organisation' })
    const name = JSON.stringify({ original: 'en', texts: { en: slug } })
    await sql`insert into organisation (thing, slug, kind, name) values (${id}, ${slug}, 'ministry', ${name}::jsonb)`.execute(
      db(),
    )
    await sql`insert into belonging (organisation, person, standing) select ${id}, thing, 'member' from person where handle = any(${handles}::text[])`.execute(
      db(),
    )
  })
const open = (name: string, title: string, more: Record<string, string> = {}) =>
  who(name).post('/communities/soil/threads', {
    form: 'discussion',
    title,
    body: `On ${title}`,
    lang: 'en',
    ...more,
  })
const say = (name: string, at: string, body: string) =>
  who(name).post(`/threads/${at.split('/')[2]}/posts`, { body, lang: 'en' })
const postOf = async (body: string) =>
  (
    await db()
      .selectFrom('post')
      .innerJoin('thing', 'thing.id', 'post.thing')
      .select('ref')
      .where('body', '=', body)
      .executeTakeFirstOrThrow()
  ).ref
const main = (html: string) => html.slice(html.indexOf('<main'), html.indexOf('</main'))

test('who asked without a name is known to two who were drawn, and nobody learns by asking who could not be', async () => {
  const { at } = await open('Asker', 'Bad figures', { form: 'question', sealed: 'yes' })
  const post = await postOf('On Bad figures')
  expect((await who('Ada').get(`/unsealings/new?post=${post}`)).status).toBe(403)
  expect((await who('Ada').post('/unsealings', { post, reason: 'I want to know' })).status).not.toBe(200)
  expect((await who('Kofi').post('/unsealings', { post, reason: '' })).status).toBe(422)
  // Whoever asks, and whoever asked the question: the same words, and one draw.
  const answers = []
  for (const name of ['Kofi', 'Mona', 'Curt', 'Kofi'])
    answers.push(main((await who(name).post('/unsealings', { post, reason: 'It is slander' })).html))
  expect(new Set(answers).size).toBe(1)
  const drawn = async () =>
    (
      await sql<{
        name: string
        unsealing: number
      }>`select person.name, unsealing from unsealing_voice join person on person.thing = unsealing_voice.person order by 1`.execute(
        db(),
      )
    ).rows
  const two = await drawn()
  expect(two).toHaveLength(2)
  // Neither who asked for it, nor who has to do with the asker, nor two of one hand.
  expect(two.map(({ name }) => name)).toContain('Curt')
  expect(['Moses', 'Rita']).toContain(two.find(({ name }) => name !== 'Curt')!.name)
  const path = `/unsealings/${two[0]!.unsealing}`
  const others = [
    'Kofi',
    'Mona',
    'Asker',
    'Ada',
    ...['Moses', 'Rita'].filter((name) => two.every((one) => one.name !== name)),
  ]
  for (const name of others) {
    expect((await who(name).get(path)).status, name).toBe(404)
    expect((await who(name).post(path, { yes: 'yes' })).status, name).toBe(404)
    expect(main((await who(name).get(path)).html)).toBe(
      main((await who(name).get('/unsealings/999999')).html),
    )
  }
  const [first, second] = two.map(({ name }) => name)
  expect((await who(first!).post(path, { yes: 'yes' })).html).not.toContain('Asked by')
  expect((await who(second!).post(path, { yes: 'yes' })).html).toContain('Asked by Asker')
  expect((await who(first!).get(path)).html).toContain('Asked by Asker')
  await drain(reactions)
  const log = main((await who('Kofi').get('/communities/soil/log')).html)
  expect(log).toContain('Two moderators learnt who asked')
  expect(log).not.toContain('Asker')
  const mails = await db().selectFrom('mail').select(['address', 'body']).execute()
  expect(mails.find(({ body }) => body.includes('you asked a question without a name'))?.address).toBe(
    'asker@example.net',
  )
  for (const name of ['Kofi', 'Mona', 'Curt']) {
    expect(main((await who(name).get(at)).html)).not.toContain('Asker')
    expect((await who(name).get(`/api/v1/threads/${at.split('/')[2]}/posts`)).html).not.toContain('Asker')
  }
  const { rows } = await sql<{
    words: string
  }>`select coalesce(string_agg(audit::text, ' '), '') as words from audit where verb like '%unseal%'`.execute(
    db(),
  )
  const asker = await db()
    .selectFrom('person')
    .select('thing')
    .where('handle', '=', 'asker')
    .executeTakeFirstOrThrow()
  expect(rows[0]!.words).not.toMatch(new RegExp(`Asker|person:${asker.thing}\\b`))
})

test('whoever mutes or blocks somebody sees their words folded and hears nothing of them, and they are not told', async () => {
  const { at } = await open('Ada', 'Quiet', { form: 'question' })
  await say('Bela', at, 'Before @ada')
  await drain(reactions)
  expect((await who('Ada').get('/notices')).html).toContain('Bela mentioned you')
  const post = await postOf('Before @ada')
  expect((await who('Ada').get(`/account/quiet?post=${post}`)).html).toContain(post)
  await who('Ada').post('/account/quiet', { post, how: 'blocked' })
  expect((await who('Ada').get('/account/quiet')).html).toContain('Bela')
  await say('Bela', at, 'After @ada')
  await drain(reactions)
  await mailNotices()
  expect((await who('Ada').get('/notices')).html).not.toContain('Bela')
  expect((await who('Ada').get('/mentions?q=bel')).html).not.toContain('@bela')
  expect(
    (await db().selectFrom('mail').select('body').where('address', '=', 'ada@example.net').execute()).filter(
      ({ body }) => body.includes('After'),
    ),
  ).toEqual([])
  const seen = main((await who('Ada').get(at)).html)
  expect(seen).toMatch(/<summary>Something by Bela, of whom you want to see less[\s\S]*After/)
  // They see nothing of it.
  expect(main((await who('Bela').get(at)).html)).not.toContain('<summary>Something by')
  expect((await who('Bela').get('/mentions?q=ada')).html).toContain('@ada')
  expect((await who('Bela').get('/account/quiet')).html).not.toContain('>Ada<')
  // What is asked without a name is folded for nobody, or it would say who asked.
  const sealed = await open('Bela', 'Secret', { form: 'question', sealed: 'yes' })
  expect(main((await who('Ada').get(sealed.at)).html)).not.toContain('<summary>Something by')
  await who('Ada').post('/account/quiet/end', { handle: 'bela' })
  expect(main((await who('Ada').get(at)).html)).not.toContain('<summary>Something by')
  expect((await who('Ada').post('/account/quiet', { handle: 'ada', how: 'muted' })).status).toBe(422)
  expect((await who('Ada').post('/account/quiet', { handle: 'nobody', how: 'muted' })).status).toBe(422)
})

test('whoever is new writes so much in an hour and no more, and what they typed stays', async () => {
  const { at } = await open('Ada', 'Flood')
  const many = Array.from({ length: 500 }, (_, i) => `@nobody-${i}`).join(' ')
  expect((await say('Bela', at, many)).html).toContain('mentioned in one post')
  const links = Array.from({ length: 4 }, (_, i) => `https://example.org/${i}`).join(' ')
  const refused = await say('Bela', at, links)
  expect(refused.status).toBe(422)
  expect(refused.html).toMatch(/3 links at most[\s\S]*example.org\/3/)
  const statuses = []
  for (let i = 0; i < 5; i++) statuses.push((await say('Bela', at, `Flood ${i}`)).status)
  expect(statuses).toContain(422)
  expect((await say('Bela', at, 'The last word')).html).toMatch(/5 posts an hour[\s\S]*The last word/)
  // Those who look after the community write on.
  for (let i = 0; i < 7; i++) expect((await say('Kofi', at, `Kofi ${i}`)).status).toBe(200)
})

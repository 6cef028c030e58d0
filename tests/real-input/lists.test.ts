import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { openDoors } from '../../src/app.ts'
import { db } from '../../src/base/database/database.ts'
import { doArchive } from '../../src/conversations/lists/work.ts'
import { ownDatabase } from '../support/database.ts'
import { signedIn } from '../support/member.ts'
import { describeOnRealInput, realInput } from '../support/real-input.ts'
import { served } from '../support/serving.ts'
import { gather } from '../support/talking.ts'

const folder = mkdtempSync(join(tmpdir(), 'baobab-lists-'))
process.env.FILES_URL = pathToFileURL(folder).href
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** How many messages, how many of them once (the older has one twice), conversations and people, and the first day. */
const known = [
  {
    file: 'r-sig-geo-2003-10_2004-04',
    messages: 159,
    made: 158,
    threads: 48,
    people: 39,
    from: '2003-10-13',
  },
  { file: 'r-sig-geo-2012-September', messages: 172, made: 172, threads: 64, people: 77, from: '2012-09-01' },
]

describeOnRealInput('archives of a real list', () => {
  ownDatabase()
  const server = served(openDoors)

  test('both are brought along whole: every message stands once, none says an address, and all are read', async () => {
    const keeper = await signedIn(server, 'Kofi')
    const { circle } = await gather('geo', { facilitators: ['kofi'] })
    await sql`insert into in_circle (circle, person) select ${circle}, thing from person where handle = 'kofi'`.execute(
      db(),
    )
    for (const { file, messages, made, threads, people, from } of known) {
      const form = new FormData()
      form.set('name', file)
      form.set('lang', 'fr')
      form.set(
        'file',
        new File(
          [new Uint8Array(readFileSync(realInput(`conversations/${file}.mbox.txt`)))],
          `${file}.mbox.txt`,
        ),
      )
      const { at } = await keeper.send('/communities/geo/lists/new', form)
      const ref = at.split('/').at(-1)!
      await doArchive(ref)
      await keeper.post(`${at}/start`, { name: file, lang: 'en' })
      await doArchive(ref)
      const { rows } = await sql<object>`
        select messages, threads, people, lang, state, first_at::date::text as from,
          (select count(*)::int from list_message where archive = one.id and outcome = 'made') as made,
          (select count(*)::int from thread where archive = one.id) as begun
        from list_archive as one where ref = ${ref}`.execute(db())
      expect(rows).toEqual([
        { messages, threads, people, from, lang: 'en', state: 'done', made, begun: threads },
      ])
    }
    const { rows: said } = await sql<{ body: string; rest: string | null; name: string }>`
      select body, rest, name from post join post_mail on post_mail.post = post.thing join mail_author on mail_author.id = mail_author`.execute(
      db(),
    )
    expect(said.length).toBe(330)
    for (const { body, rest, name } of said) {
      expect(body).not.toBe('')
      expect(`${body} ${rest} ${name}`).not.toMatch(/[\w.]+@[\w-]+\.\w|\uFFFD/)
    }
    // What answers another stands behind it, on its day.
    const { rows: late } = await sql`
      select from post join post as before on before.thing = post.answers where post.thread = before.thread and post.nth <= before.nth and post.at > before.at`.execute(
      db(),
    )
    expect(late.length).toBe(0)
  })
})

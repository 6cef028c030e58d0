import { describe, expect, test } from 'vitest'
import {
  asks,
  hookId,
  later,
  makes,
  opens,
  read,
  server,
  tell,
  visitors,
} from '../../../tests/support/hooks.ts'

describe('a chat', () => {
  const evil = 'Look <!channel> @channel @all [here](https://evil.example) *now* <https://evil.example|click>'

  test.each([
    ['slack', (text: string) => expect(JSON.parse(text).text).toContain(`*<${server.origin}/threads/`)],
    ['mattermost', (text: string) => expect(JSON.parse(text).text).toContain(`](${server.origin}/threads/`)],
    [
      'teams',
      (text: string) => {
        const [{ contentType, content }] = JSON.parse(text).attachments
        expect(contentType).toBe('application/vnd.microsoft.card.adaptive')
        expect(content).toMatchObject({ type: 'AdaptiveCard', version: '1.4' })
        expect(content.actions[0]).toMatchObject({ type: 'Action.OpenUrl', title: 'Lire' })
      },
    ],
  ] as const)(
    'on %s says in its language who did what, and nobody writes a link or calls everybody',
    async (kind, shaped) => {
      await makes('amina', '/communities/soil/hooks', { kind, lang: 'fr' })
      await asks(`Depth ${evil}`.slice(0, 190), { body: evil })
      const [told] = await tell()
      expect(told!.headers['webhook-id']).toBeUndefined()
      shaped(told!.body)
      expect(told!.body).toContain('Kofi a ouvert une conversation')
      expect(told!.body).not.toMatch(
        kind === 'slack' ? /<!|@channel|@all|https:\/\/evil/ : /@channel|@all|https:\/\/evil/,
      )
      await visitors.amina!.post(`/hooks/${await hookId()}/test`)
      expect((await tell())[0]!.body).toContain('essai')
    },
  )

  test('that gathers is told once a day, of all that is still to be seen', async () => {
    await makes('amina', '/communities/soil/hooks', { kind: 'slack', rhythm: 'daily' })
    for (let i = 0; i < 23; i++) await opens(`Question ${i}`)
    expect(await tell()).toEqual([])
    await later()
    const [told, ...more] = await tell()
    expect(more).toEqual([])
    expect(read(told!).text).toContain('23 things happened since yesterday')
    expect(read(told!).text).toContain('And 3 more.')
    await later()
    expect(await tell()).toEqual([])
  })
})

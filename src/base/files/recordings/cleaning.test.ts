import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { mp3, mp4, ogg, oggSum, wav, webm } from '../../../../tests/support/sounds.ts'
import { typeOf } from '../sniffing.ts'
import { cleanRecording } from './cleaning.ts'

/** A recording tells nothing of who made it once it is taken. */
const folder = mkdtempSync(join(tmpdir(), 'baobab-sounds-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const name = 'Aminata of Ouahigouya'

test.each([
  ['ogg', ogg(name), 'audio/ogg', 3],
  ['webm', webm(name), 'audio/webm', undefined],
  ['webm', webm(name, true), 'video/webm', undefined],
  ['m4a', mp4(name), 'audio/mp4', 2],
  ['wav', wav(name), 'audio/wav', 1],
  ['mp3', mp3(name), 'audio/mpeg', undefined],
] as const)('%s', async (ending, bytes, type, seconds) => {
  const path = join(folder, `a.${ending}`)
  writeFileSync(path, bytes)
  expect(bytes.toString('latin1')).toContain(name)
  const cleaned = await cleanRecording(path, await typeOf(path, `a.${ending}`))
  expect(cleaned.fileType.type).toBe(type)
  expect(cleaned.seconds).toBe(seconds)
  const after = readFileSync(path)
  expect(after.toString('latin1')).not.toContain('Aminata')
  expect(after).toHaveLength(bytes.length)
  expect((await typeOf(path, `a.${ending}`)).kind).toBe('recording')
})

test('the pages of an Ogg file add up, and what is no recording inside stops nothing', async () => {
  const path = join(folder, 'a.ogg')
  // A name longer than a page: it goes on in the next.
  const bytes = ogg('Aminata '.repeat(40))
  writeFileSync(path, bytes)
  await cleanRecording(path, await typeOf(path, 'a.ogg'))
  const after = readFileSync(path)
  const at = after.indexOf('OggS', 10)
  const page = Buffer.from(after.subarray(at, after.indexOf('OggS', at + 4)))
  const sum = page.readUInt32LE(22)
  page.writeUInt32LE(0, 22)
  expect(oggSum(page)).toBe(sum)
  for (const broken of [ogg(name), webm(name), mp4(name), wav(name)])
    for (const length of [30, 60, 90]) {
      writeFileSync(path, broken.subarray(0, length))
      await typeOf(path, 'a.ogg').then(
        (type) => cleanRecording(path, type),
        () => undefined,
      )
    }
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { hideContacts } from '../../src/base/hiding-contacts.ts'
import { readMail } from '../../src/base/mail/in/reading.ts'
import { describeOnRealInput, readRealInput } from '../support/real-input.ts'

const folder = mkdtempSync(join(tmpdir(), 'baobab-mail-'))
afterAll(() => rmSync(folder, { recursive: true }))

describeOnRealInput('mail of a real list', () => {
  test('every message is read, nothing of it is lost, and what is quoted is found', async () => {
    const all = ['2003-10_2004-04', '2012-September'].flatMap((months) =>
      readRealInput(`conversations/r-sig-geo-${months}.mbox.txt`).split(/^(?=From \S+ at .*\d{4}$)/m),
    )
    const path = join(folder, 'message')
    let withRest = 0
    for (const message of all) {
      const raw = message.replace(/^From .*\n/, '')
      writeFileSync(path, raw)
      const { words, rest, subject } = await readMail(path)
      expect(words, subject).not.toBe('')
      // Only addresses and numbers in what is quoted go.
      const letters = (text: string) => hideContacts(text).replace(/\s|…|\S+@\S+/g, '').length
      const body = letters(raw.slice(raw.indexOf('\n\n')))
      expect(Math.abs(body - letters(words + rest)), subject).toBeLessThanOrEqual(body * 0.02 + 20)
      if (rest) withRest++
    }
    expect(all.length).toBeGreaterThan(300)
    expect(withRest).toBeGreaterThan(150)
  })
})

import { expect, test } from 'vitest'
import { ownDatabase } from '../../../../tests/support/database.ts'
import { mailBox } from '../../../../tests/support/mail-box.ts'
import { domain, setMail } from '../../../../tests/support/mailing.ts'
import { until } from '../../../../tests/support/until.ts'
import { db } from '../../database/database.ts'
import { envelopeOf, fetchMail } from './fetching.ts'

setMail()
const box = await mailBox()
process.env.MAIL_INBOX = box.url
ownDatabase()

const kept = () => db().selectFrom('mail_in').select(['sender', 'recipient', 'fate']).orderBy('id').execute()

test('what is unseen in a mail box is kept, as it comes, and seen from then on; what is not for us is left', async () => {
  box.comes(`Delivered-To: soil@${domain}\nReturn-Path: <lena@example.net>\nFrom: lena@example.net\n\nOne\n`)
  box.comes('To: somebody@elsewhere.example\nFrom: lena@example.net\n\nNot ours\n')
  const stop = fetchMail()!
  await until(async () => expect(await kept()).toHaveLength(1))
  await until(() => expect(box.seen()).toEqual([true, false]))
  box.comes(`To: seeds@${domain}, x@elsewhere.example\nFrom: lena@example.net\n\nTwo\n`)
  await until(() => expect(box.seen()).toEqual([true, false, true]))
  await stop()
  expect(await kept()).toEqual([
    { sender: 'lena@example.net', recipient: `soil@${domain}`, fate: 'waiting' },
    { sender: 'unknown', recipient: `seeds@${domain}`, fate: 'waiting' },
  ])
})

test('to whom it was delivered stands on top; else whom it says it is to', () => {
  const head = `Return-Path: <Lena@Example.net>\r\nDelivered-To: soil@${domain}\r\nTo: all@${domain},\r\n me@elsewhere.example\r\nSubject: x\r\n\r\nTo: not@${domain}`
  expect(envelopeOf(Buffer.from(head))).toEqual({
    ...{ sender: 'lena@example.net', recipients: [`soil@${domain}`] },
  })
})

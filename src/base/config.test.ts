import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig, settings, WrongSetting } from './config.ts'
import { root } from './root.ts'

const secret = 'a secret of thirty-two characters'

/** For each setting, what it takes and what it must not. */
const table: Record<(typeof settings)[number]['name'], { right: string[]; wrong: string[] }> = {
  PORT: {
    right: ['0', '80', '65535'],
    wrong: ['65536', '-1', 'http', '3000.5', '1e3', '0x50', ' ', '3000 '],
  },
  HOST: {
    right: ['0.0.0.0', '::', '::1', 'localhost', 'baobab.example'],
    wrong: ['a b', 'http://here', ' ', '127.0.0.1:3000', '-x', 'x/y'],
  },
  DATA_DIR: { right: ['./data', '/srv/baobab'], wrong: [] },
  DATABASE_URL: {
    right: ['postgres://u:p@host:5432/baobab', 'postgresql://host/db', 'postgres:///db?host=/run/postgresql'],
    wrong: ['host:5432', 'mysql://host/db', 'postgres://', 'postgres:', 'yes', 'postgres://u:p@:x/db'],
  },
  PUBLIC_URL: {
    right: ['https://baobab.example', 'http://localhost:3000/'],
    wrong: [
      'baobab.example',
      'ftp://baobab.example',
      'https://baobab.example/commons',
      'https://u:p@baobab.example',
      'https://',
      'https://x/?a=1',
    ],
  },
  DEMO: { right: ['0', '1'], wrong: ['yes', 'true', '2', ' '] },
  SMTP_URL: {
    right: ['smtp://mail.example', 'smtps://u:p@mail.example:465'],
    wrong: ['mail.example', 'https://mail.example', 'smtp://'],
  },
  MAIL_AUTHSERV: { right: ['mx.example.org'], wrong: ['a b'] },
  MAIL_INBOX: {
    right: ['imaps://box:secret@mail.example.org/INBOX'],
    wrong: ['https://mail.example.org', 'imaps://mail.example.org/INBOX'],
  },
  MAIL_LISTEN: {
    right: ['127.0.0.1:2525', 'localhost:25', '[::1]:2525', '10.1.2.3:25', '0.0.0.0:2525'],
    wrong: ['2525', '8.8.8.8:25', 'mail.example.org:25', '127.0.0.1:70000'],
  },
  MAIL_DOMAIN: { right: ['baobab.example.org'], wrong: ['http://baobab.example.org', 'a b'] },
  MAIL_FROM: {
    right: ['baobab@example.org', 'Baobab <baobab@example.org>'],
    wrong: ['baobab', 'a b@c', 'Baobab baobab@example.org', '<>'],
  },
  OIDC_ISSUER: { right: ['https://id.example.org'], wrong: ['id.example.org', 'ldap://x'] },
  OIDC_NAME: { right: ['Our university'], wrong: [' ', 'x'.repeat(61)] },
  OIDC_CLIENT_ID: { right: ['baobab'], wrong: [] },
  OIDC_CLIENT_SECRET: { right: ['x'], wrong: [] },
  TRANSLATE_URL: {
    right: ['http://127.0.0.1:5000', 'https://translate.example.org/api'],
    wrong: ['translate.example.org', 'ftp://x', 'https://u:p@x', 'https://x/?api_key=y', 'yes'],
  },
  TRANSLATE_KEY: { right: ['x'], wrong: ['x'.repeat(501)] },
  SUMMARY_URL: {
    right: ['http://127.0.0.1:11434/v1', 'https://models.example.org/v1'],
    wrong: ['models.example.org', 'ftp://x', 'https://u:p@x', 'https://x/?key=y'],
  },
  SUMMARY_MODEL: { right: ['small'], wrong: ['x'.repeat(201)] },
  SUMMARY_KEY: { right: ['x'], wrong: ['x'.repeat(501)] },
  SUMMARY_CLOSED: { right: ['0', '1'], wrong: ['no'] },
  TRANSCRIBE_URL: {
    right: ['http://127.0.0.1:8000/v1', 'https://voices.example.org/v1'],
    wrong: ['voices.example.org', 'ftp://x', 'https://u:p@x', 'https://x/?key=y'],
  },
  TRANSCRIBE_MODEL: { right: ['small'], wrong: ['x'.repeat(201)] },
  TRANSCRIBE_KEY: { right: ['x'], wrong: ['x'.repeat(501)] },
  SECRET: { right: [secret], wrong: ['short', ' '] },
  FILES_URL: {
    right: ['s3://bucket/folder', 'file:///srv/files'],
    wrong: ['/srv/files', 's3:///folder', 'file://srv/files', 'ftp://x/y'],
  },
  FILE_LIMIT: { right: ['1', '50', '2000'], wrong: ['0', '2001', '-1', '50 MB', '1.5', ' '] },
  RATE_LIMIT: { right: ['0', '600'], wrong: ['many', '-1', ' ', '1.5', '1e9', '99999999999'] },
  TRUST_PROXY: { right: ['0', '1'], wrong: ['no', 'on'] },
  METRICS_TOKEN: { right: ['0123456789abcdef'], wrong: ['token'] },
  LOG_LEVEL: { right: ['debug', 'warn'], wrong: ['loud', 'INFO', 'silent'] },
}
const outside = {
  OIDC_ISSUER: 'https://id.example.org',
  OIDC_CLIENT_ID: 'baobab',
  OIDC_CLIENT_SECRET: 'x',
}
const given = {
  MAIL_DOMAIN: 'baobab.example.org',
  SECRET: secret,
  FILES_URL: 'file:///srv/files',
  TRANSLATE_URL: 'http://127.0.0.1:5000',
  SUMMARY_URL: 'http://127.0.0.1:11434/v1',
  SUMMARY_MODEL: 'small',
  TRANSCRIBE_URL: 'http://127.0.0.1:8000/v1',
  TRANSCRIBE_MODEL: 'small',
  ...outside,
}

test.each(Object.entries(table))(
  '%s takes what it says and refuses the rest in one clear line',
  (name, { right, wrong }) => {
    const { wants, ...setting } = settings.find((one) => one.name === name)!
    for (const value of right) expect(() => readConfig({ ...given, [name]: value })).not.toThrow()
    for (const value of wrong) {
      let message = ''
      try {
        readConfig({ ...given, [name]: value })
      } catch (error) {
        expect(error).toBeInstanceOf(WrongSetting)
        message = (error as Error).message
      }
      expect(message, `${name}=${value}`).toMatch(new RegExp(`^${name} .+\\.$`))
      expect(message).toContain(wants)
      expect(message).not.toContain('\n')
      if ('secret' in setting) expect(message).toBe(`${name} does not fit: it takes ${wants}.`)
    }
  },
)

test('the settings of the contract are all there, with its defaults', () => {
  const contract = [
    'PORT',
    'HOST',
    'DATA_DIR',
    'DATABASE_URL',
    'PUBLIC_URL',
    'DEMO',
    'SMTP_URL',
    'FILES_URL',
    'SECRET',
  ]
  expect(settings.map(({ name }) => name)).toEqual(expect.arrayContaining(contract))
  const config = readConfig({})
  expect(config).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    DEMO: true,
    FILE_LIMIT: 50,
    RATE_LIMIT: 600,
    TRUST_PROXY: false,
    LOG_LEVEL: 'info',
  })
  expect(config.DATA_DIR).toBe(join(root, 'data'))
  expect(config.DATABASE_URL).toBeUndefined()
})

test('an empty setting is an unset one', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '', LOG_LEVEL: '' })).toEqual(readConfig({}))
})

test('several servers on one database must share a secret and a place for files', () => {
  const DATABASE_URL = 'postgres://host/db'
  expect(() => readConfig({ DATABASE_URL, ...given })).not.toThrow()
  expect(() => readConfig({ DATABASE_URL, FILES_URL: given.FILES_URL })).toThrow(/SECRET must be set/)
  expect(() => readConfig({ DATABASE_URL, SECRET: secret })).toThrow(/FILES_URL must be set/)
  expect(() => readConfig({ DATABASE_URL })).toThrow(WrongSetting)
})

test('another site to sign in by is named with all that it takes, or not at all', () => {
  expect(() => readConfig(outside)).not.toThrow()
  for (const name of Object.keys(outside))
    expect(() => readConfig({ ...outside, [name]: '' })).toThrow(new RegExp(`^${name} must be set too`))
  expect(() => readConfig({ OIDC_ISSUER: outside.OIDC_ISSUER })).toThrow(WrongSetting)
})

test('a key without the service that it is for is refused', () => {
  expect(() => readConfig({ TRANSLATE_KEY: 'x' })).toThrow(/^TRANSLATE_URL must be set too/)
  expect(() => readConfig({ SUMMARY_KEY: 'x' })).toThrow(/^SUMMARY_URL and SUMMARY_MODEL must be set/)
  expect(() => readConfig({ SUMMARY_MODEL: 'x' })).toThrow(/^SUMMARY_URL and SUMMARY_MODEL must be set/)
})

test('a level of logging that is none does not end the process before it can be said', () => {
  const code = `import { log } from ${JSON.stringify(join(root, 'src/base/log.ts'))}; log.info('still here')`
  for (const LOG_LEVEL of ['loud', '', 'toString']) {
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      env: { ...process.env, LOG_LEVEL },
      encoding: 'utf8',
    })
    expect(stderr).toContain('still here')
    expect(status).toBe(0)
  }
})

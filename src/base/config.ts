import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { isNear } from './near.ts'
import { root } from './root.ts'

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const whole = (max: number) =>
  z
    .string()
    .regex(/^[0-9]{1,9}$/)
    .transform(Number)
    .pipe(z.number().max(max))
const address = (protocols: RegExp, more: (url: URL) => boolean = () => true) =>
  z.string().refine((value) => {
    const url = URL.parse(value)
    return url !== null && protocols.test(url.protocol) && more(url)
  })
const host = z
  .string()
  .refine((value) => isIP(value) || /^[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?$/i.test(value))

/** On this machine or in its private network: whatever speaks with the whole world stands before it. */
const socket = z
  .string()
  .regex(/^(localhost|[0-9.]+|\[[0-9a-f:]+\]):[0-9]{1,5}$/i)
  .transform((value) => {
    const at = value.lastIndexOf(':')
    const named = value.slice(0, at).replace(/^\[|\]$/g, '')
    return { host: named === 'localhost' ? '127.0.0.1' : named, port: Number(value.slice(at + 1)) }
  })
  .refine(({ host, port }) => port <= 65535 && (isNear(host) || host === '0.0.0.0' || host === '::'))

interface Setting {
  name: string
  means: string
  shape: z.ZodType
  fallback?: string
  wants: string
  /** Holds a secret, which no message or list repeats. */
  secret?: true
}

/** Every setting there is, as `bin/baobab doctor` lists them. */
// biome-ignore format: a table is read by its rows
export const settings = [
  { name: 'PORT', means: 'the port to listen on', shape: whole(65535), fallback: '3000', wants: 'a number from 0 to 65535' },
  { name: 'HOST', means: 'the address to listen on', shape: host, fallback: '127.0.0.1', wants: 'an address such as 127.0.0.1 or 0.0.0.0' },
  { name: 'DATA_DIR', means: 'where the embedded database and files are kept', shape: z.string().min(1).transform((folder) => resolve(root, folder)), fallback: './data', wants: 'a folder' },
  { name: 'DATABASE_URL', means: 'a PostgreSQL 15 or later to use instead of the embedded one', shape: address(/^postgres(ql)?:$/, (url) => url.hostname !== '' || url.searchParams.has('host')).optional(), wants: 'an address such as postgres://user:password@host:5432/baobab', secret: true },
  { name: 'PUBLIC_URL', means: 'the address readers use', shape: address(/^https?:$/, (url) => url.href === `${url.origin}/`).transform((value) => new URL(value).origin).optional(), wants: 'an address without a path, such as https://baobab.example' },
  { name: 'DEMO', means: 'load the demo community into an empty embedded database', shape: flag, fallback: '1', wants: '0 or 1' },
  { name: 'SMTP_URL', means: 'the mail server that messages go through', shape: address(/^smtps?:$/, (url) => url.hostname !== '').optional(), wants: 'an address such as smtps://user:password@host:465', secret: true },
  { name: 'MAIL_FROM', means: 'whom messages come from', shape: z.string().regex(/^[^<>@\s]+@[^<>@\s]+$|^[^<>]+ <[^<>@\s]+@[^<>@\s]+>$/), fallback: 'Baobab <baobab@localhost>', wants: 'an address such as Baobab <baobab@example.org>' },
  { name: 'MAIL_DOMAIN', means: 'the domain whose mail reaches this server, so that people can take part by mail; without it nobody answers by mail', shape: host.optional(), wants: 'a domain such as baobab.example.org' },
  { name: 'MAIL_LISTEN', means: 'where mail for that domain is taken by SMTP, from a mail server of this machine or its private network', shape: socket.optional(), wants: 'an address of this machine or its private network, such as 127.0.0.1:2525' },
  { name: 'MAIL_INBOX', means: 'a mail box that gets all mail for that domain, and is read by IMAP', shape: address(/^imaps?:$/, (url) => url.hostname !== '' && url.username !== '').optional(), wants: 'an address such as imaps://user:password@host/INBOX', secret: true },
  { name: 'MAIL_AUTHSERV', means: 'by what name the mail server that takes it says whether mail is from whom it says (Authentication-Results)', shape: host.optional(), wants: 'a name such as mx.example.org' },
  { name: 'OIDC_ISSUER', means: 'another site people may sign in by, which speaks OpenID Connect', shape: address(/^https?:$/).optional(), wants: 'an address such as https://id.example.org' },
  { name: 'OIDC_NAME', means: 'what people call that site; without it, the name of its host', shape: z.string().trim().min(1).max(60).optional(), wants: 'a name' },
  { name: 'OIDC_CLIENT_ID', means: 'what that site knows this one as', shape: z.string().min(1).optional(), wants: 'a name' },
  { name: 'OIDC_CLIENT_SECRET', means: 'what that site knows this one by', shape: z.string().min(1).optional(), wants: 'a secret', secret: true },
  { name: 'TRANSLATE_URL', means: 'a service that speaks as LibreTranslate does, which proposes translations; what is open to everyone is sent there, and it may stand on this machine', shape: address(/^https?:$/, (url) => !url.username && !url.password && !url.search && !url.hash).optional(), wants: 'an address such as http://127.0.0.1:5000 or https://translate.example.org' },
  { name: 'TRANSLATE_KEY', means: 'what that service knows this one by, where it asks for a key', shape: z.string().min(1).max(500).optional(), wants: 'a key', secret: true },
  { name: 'SUMMARY_URL', means: 'a service that speaks as the chat completions of OpenAI do, which sums conversations up; what is open to everyone is sent there when a member asks, and it may stand on this machine', shape: address(/^https?:$/, (url) => !url.username && !url.password && !url.search && !url.hash).optional(), wants: 'an address such as http://127.0.0.1:11434/v1' },
  { name: 'SUMMARY_MODEL', means: 'which of its models is asked', shape: z.string().min(1).max(200).optional(), wants: 'a name' },
  { name: 'SUMMARY_KEY', means: 'what that service knows this one by, where it asks for a key', shape: z.string().min(1).max(500).optional(), wants: 'a key', secret: true },
  { name: 'SUMMARY_CLOSED', means: 'send it conversations of closed communities too', shape: flag, fallback: '0', wants: '0 or 1' },
  { name: 'TRANSCRIBE_URL', means: 'a service that speaks as the audio transcriptions of OpenAI do, which writes down what is said in stories; recordings open to everyone are sent there when whoever tends them asks, and it may stand on this machine', shape: address(/^https?:$/, (url) => !url.username && !url.password && !url.search && !url.hash).optional(), wants: 'an address such as http://127.0.0.1:8000/v1' },
  { name: 'TRANSCRIBE_MODEL', means: 'which of its models listens', shape: z.string().min(1).max(200).optional(), wants: 'a name' },
  { name: 'TRANSCRIBE_KEY', means: 'what that service knows this one by, where it asks for a key', shape: z.string().min(1).max(500).optional(), wants: 'a key', secret: true },
  { name: 'SECRET', means: 'what tokens are signed with; made at first start and kept in the data folder when the database is embedded', shape: z.string().min(32).optional(), wants: 'at least 32 characters', secret: true },
  { name: 'FILES_URL', means: 'where files are kept instead of the data folder', shape: address(/^(file|s3):$/, (url) => (url.protocol === 's3:') === (url.hostname !== '')).optional(), wants: 'an address such as s3://bucket/folder, s3://key:secret@bucket/folder?region=…&endpoint=https://… or file:///folder', secret: true },
  { name: 'FILE_LIMIT', means: 'the largest file that is taken, in megabytes', shape: whole(2000).pipe(z.number().min(1)), fallback: '50', wants: 'a whole number from 1 to 2000' },
  { name: 'RATE_LIMIT', means: 'costly requests a minute from one address; 0 for no limit', shape: whole(999_999_999), fallback: '600', wants: 'a whole number' },
  { name: 'TRUST_PROXY', means: 'believe X-Forwarded-For, when a proxy of yours stands before this server', shape: flag, fallback: '0', wants: '0 or 1' },
  { name: 'METRICS_TOKEN', means: 'lets others than this machine read /metrics', shape: z.string().min(16).optional(), wants: 'at least 16 characters', secret: true },
  { name: 'LOG_LEVEL', means: 'how much is logged', shape: z.enum(['debug', 'info', 'warn', 'error']), fallback: 'info', wants: 'debug, info, warn or error' },
] as const satisfies Setting[]

type Settings = (typeof settings)[number]
export type Config = { [S in Settings as S['name']]: z.output<S['shape']> }

/** A setting that is wrong; its message is the one line that says what and how. */
export class WrongSetting extends Error {}

/** Reads the settings; refuses nonsense with a `WrongSetting` naming the setting and what it takes. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const entries = settings.map((setting: Setting) => {
    const given = env[setting.name] || undefined
    const read = setting.shape.safeParse(given ?? setting.fallback)
    if (!read.success)
      throw new WrongSetting(
        `${setting.name} ${setting.secret ? 'does not fit' : `is ${JSON.stringify(given)}`}: it takes ${setting.wants}.`,
      )
    return [setting.name, read.data]
  })
  const config = Object.fromEntries(entries) as Config
  if (config.DATABASE_URL && (!config.SECRET || !config.FILES_URL))
    throw new WrongSetting(
      `DATABASE_URL is set, so ${config.SECRET ? 'FILES_URL' : 'SECRET'} must be set too: several servers on one database have to share it.`,
    )
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config
  const outside = Object.entries({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET })
  const missing = outside.filter(([, value]) => !value).map(([name]) => name)
  if (missing.length && missing.length < outside.length)
    throw new WrongSetting(
      `${missing.join(' and ')} must be set too: people sign in by another site with all of ${outside.map(([name]) => name).join(', ')}, or with none.`,
    )
  for (const name of ['MAIL_LISTEN', 'MAIL_INBOX'] as const)
    if (config[name] && !config.MAIL_DOMAIN)
      throw new WrongSetting(`MAIL_DOMAIN must be set too: ${name} is for mail to addresses of that domain.`)
  if (config.TRANSLATE_KEY && !config.TRANSLATE_URL)
    throw new WrongSetting('TRANSLATE_URL must be set too: TRANSLATE_KEY is for the service at that address.')
  if (
    Boolean(config.SUMMARY_URL) !== Boolean(config.SUMMARY_MODEL) ||
    (config.SUMMARY_KEY && !config.SUMMARY_URL)
  )
    throw new WrongSetting(
      'SUMMARY_URL and SUMMARY_MODEL must be set together: a service is asked for one of its models.',
    )
  if (
    Boolean(config.TRANSCRIBE_URL) !== Boolean(config.TRANSCRIBE_MODEL) ||
    (config.TRANSCRIBE_KEY && !config.TRANSCRIBE_URL)
  )
    throw new WrongSetting(
      'TRANSCRIBE_URL and TRANSCRIBE_MODEL must be set together: a service is asked for one of its models.',
    )
  return config
}

let current: Config | undefined
export const config = (): Config => (current ??= readConfig(process.env))

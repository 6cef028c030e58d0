import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** Somebody who is signed in at the other site. */
interface Somebody {
  sub: string
  email?: string
  email_verified?: boolean | string
  name?: string
}

interface Asked {
  who: Somebody
  nonce: string | null
  challenge: string | null
  redirect: string
}

const rightKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
const wrongKey = generateKeyPairSync('rsa', { modulusLength: 2048 })
const client = { id: 'baobab', secret: 'a secret of the two' }

/**
 * Another site that speaks OpenID Connect: it knows who is signed in there, and gives codes once, to who
 * shows the other half of the challenge (RFC 7636), for signed words of who it is. What it does wrong is
 * set by the tests.
 */
export interface Issuer {
  origin: string
  client: typeof client
  /** Who is signed in there; nobody agrees. */
  who?: Somebody
  /** What is wrong with what it signs. */
  lie?: 'key' | 'audience' | 'nonce'
  /** It answers nothing but refusals. */
  down?: boolean
  /** How often a code was given back for words. */
  exchanged: number
  close: () => Promise<void>
}

export async function openIssuer(): Promise<Issuer> {
  const codes = new Map<string, Asked>()
  const server = createServer((asking, answer) => void handle(asking, answer))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer: Issuer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    client,
    exchanged: 0,
    close: async () => {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }

  async function handle(asking: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(asking.url ?? '/', issuer.origin)
    const json = (body: object, status = 200) =>
      answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (issuer.down) return void json({}, 503)
    if (pathname === '/.well-known/openid-configuration') return void json(discovery())
    if (pathname === '/jwks')
      return void json({
        keys: [{ ...rightKey.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }],
      })
    if (pathname === '/authorize')
      return void answer.writeHead(302, { location: authorize(searchParams).href }).end()
    if (pathname === '/token')
      return void exchange(asking.headers.authorization, new URLSearchParams(await text(asking)), json)
    return void json({}, 404)
  }

  const discovery = () => ({
    issuer: issuer.origin,
    authorization_endpoint: `${issuer.origin}/authorize`,
    token_endpoint: `${issuer.origin}/token`,
    jwks_uri: `${issuer.origin}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  })

  /** Back to who asks, with a code or a refusal. */
  function authorize(asked: URLSearchParams): URL {
    const redirect = asked.get('redirect_uri') ?? ''
    const back = new URL(redirect)
    back.searchParams.set('state', asked.get('state') ?? '')
    if (!issuer.who || asked.get('client_id') !== client.id) back.searchParams.set('error', 'access_denied')
    else {
      const code = randomBytes(16).toString('hex')
      const [nonce, challenge] = [asked.get('nonce'), asked.get('code_challenge')]
      codes.set(code, { who: issuer.who, nonce, challenge, redirect })
      back.searchParams.set('code', code)
    }
    return back
  }

  function exchange(
    authorization: string | undefined,
    body: URLSearchParams,
    json: (body: object, status?: number) => void,
  ) {
    const asked = codes.get(body.get('code') ?? '')
    codes.delete(body.get('code') ?? '')
    const shown = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url')
    const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`
    const known = body.get('client_secret') === client.secret || authorization === basic
    if (!asked || !known || shown !== asked.challenge || body.get('redirect_uri') !== asked.redirect)
      return json({ error: 'invalid_grant' }, 400)
    issuer.exchanged++
    return json({
      access_token: randomBytes(8).toString('hex'),
      token_type: 'Bearer',
      expires_in: 60,
      id_token: words(asked),
    })
  }

  /** Signed words (RFC 7519) of who somebody is. */
  function words({ who, nonce }: Asked): string {
    const now = Math.floor(Date.now() / 1000)
    const aud = issuer.lie === 'audience' ? 'another' : client.id
    const claims = {
      ...who,
      iss: issuer.origin,
      aud,
      iat: now,
      exp: now + 60,
      nonce: issuer.lie === 'nonce' ? 'another' : nonce,
    }
    const head = encoded({ alg: 'RS256', kid: 'one', typ: 'JWT' })
    const key: KeyObject = issuer.lie === 'key' ? wrongKey.privateKey : rightKey.privateKey
    const signed = `${head}.${encoded(claims)}`
    return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
  }

  return issuer
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

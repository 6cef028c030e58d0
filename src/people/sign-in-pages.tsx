import type { Context, MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { config } from '../base/config.ts'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { count, rarely } from '../base/http/limits.ts'
import { t } from '../base/i18n/t.ts'
import { url } from '../ui/url.ts'
import * as accounts from './accounts.ts'
import { called } from './called.ts'
import { enter, goingTo, inside, onTheWay, setCookies } from './entering.ts'
import { hashOf } from './login/hashed.ts'
import { newPassword, oldPassword } from './passwords.ts'
import {
  AskLinkPage,
  CodePage,
  ConfirmPage,
  JoinPage,
  LinkPage,
  NewPasswordPage,
  ResetPage,
  SaidPage,
  SignInPage,
} from './views/SignInPages.tsx'

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email({ error: () => t('people.emailWrong') }))

const Join = z.object({ name: called({ most: 100 }), email, password: newPassword })
const SignIn = z.object({ email, password: oldPassword, to: z.string().max(500).optional() })
const Link = z.object({ email })
const Code = z.object({
  code: z
    .string()
    .trim()
    .min(1, { error: () => t('people.wrongCode') })
    .max(40),
  spare: z.string().optional(),
})
const NewPassword = z.object({ password: newPassword })

/** So many tries from one network in ten minutes; a person who mistypes needs fewer. */
const tries = { points: 30, duration: 600 }
/** Wherever somebody is let in, or says by a password or a code that it is them. */
const guarded = [
  '/join',
  '/sign-in',
  '/password',
  '/account/passkeys',
  '/account/password',
  '/account/second-factor',
  '/account/deletion',
]
/** And so many for one account, wherever they come from. */
const triesOfOne = { points: 10, duration: 600 }

export function signInPages(app: App): void {
  app.post('*', guardOf(guarded))

  app.get('/join', (c) => c.html(<JoinPage />))
  app.post(
    '/join',
    form(Join, { again: (c, attempt) => c.html(<JoinPage attempt={attempt} />) }),
    async (c) => {
      const joining = c.req.valid('form')
      await countOne(joining.email)
      await accounts.join(joining)
      return c.html(<SaidPage title={t('people.joined')}>{t('people.joinedWords')}</SaidPage>)
    },
  )
  app.get('/join/confirmation/:token', unkept, (c) => c.html(<ConfirmPage token={c.req.param('token')} />))
  app.post('/join/confirmation/:token', form(z.object({}), { again: drawSignIn }), async (c) => {
    await accounts.confirm(c.req.param('token'))
    return c.redirect(onTheWay(url`/sign-in?confirmed=1`), 303)
  })

  app.get('/sign-in', (c) =>
    c.html(<SignInPage to={inside(c.req.query('to'))} confirmed={c.req.query('confirmed') === '1'} />),
  )
  app.post('/sign-in', form(SignIn, { again: drawSignIn }), async (c) => {
    const { to, ...body } = c.req.valid('form')
    await countOne(body.email)
    return c.redirect(enter(c, await accounts.signIn(c.req.raw.headers, body), inside(to)), 303)
  })
  app.get('/sign-in/link', (c) => c.html(<AskLinkPage />))
  app.post(
    '/sign-in/link',
    form(Link, { again: (c, attempt) => c.html(<AskLinkPage attempt={attempt} />) }),
    async (c) => {
      const { email } = c.req.valid('form')
      await countOne(email)
      await accounts.askForLink(c.req.raw.headers, email)
      return c.html(<SaidPage title={t('people.linkSent')}>{t('people.linkSentWords')}</SaidPage>)
    },
  )
  app.get('/sign-in/link/:token', unkept, (c) => c.html(<LinkPage token={c.req.param('token')} />))
  app.post(
    '/sign-in/link/:token',
    form(z.object({}), { again: (c, attempt) => c.html(<AskLinkPage attempt={attempt} />) }),
    async (c) =>
      c.redirect(
        enter(c, await accounts.signInByLink(c.req.raw.headers, c.req.param('token')), goingTo()),
        303,
      ),
  )
  app.get('/sign-in/code', (c) => c.html(<CodePage to={inside(c.req.query('to'))} />))
  app.post(
    '/sign-in/code',
    form(Code, {
      again: (c, attempt) => c.html(<CodePage attempt={attempt} to={inside(c.req.query('to'))} />),
    }),
    async (c) => {
      const { code, spare } = c.req.valid('form')
      const shown = await accounts.showCode(c.req.raw.headers, { code, spare: spare === '1' })
      return c.redirect(enter(c, shown, inside(c.req.query('to'))), 303)
    },
  )

  app.get('/password', (c) => c.html(<ResetPage />))
  app.post(
    '/password',
    form(Link, { again: (c, attempt) => c.html(<ResetPage attempt={attempt} />) }),
    async (c) => {
      const { email } = c.req.valid('form')
      await countOne(email)
      await accounts.askForReset(email)
      return c.html(<SaidPage title={t('people.linkSent')}>{t('people.resetSentWords')}</SaidPage>)
    },
  )
  app.get('/password/:token', unkept, (c) => c.html(<NewPasswordPage token={c.req.param('token')} />))
  app.post(
    '/password/:token',
    form(NewPassword, {
      again: (c, attempt) => c.html(<NewPasswordPage token={c.req.param('token') ?? ''} attempt={attempt} />),
    }),
    async (c) => {
      await accounts.resetPassword(c.req.param('token'), c.req.valid('form').password)
      return c.redirect(url`/sign-in?confirmed=1`, 303)
    },
  )
  app.get('/sign-out', (c) => c.redirect(url`/account`, 302))
  app.post('/sign-out', async (c) => {
    setCookies(c, await accounts.signOut(c.req.raw.headers))
    return c.redirect(url`/`, 303)
  })
}

/** Whoever has the address has the account: neither we nor the browser keep such a page. */
const unkept: MiddlewareHandler<Doors> = async (c, next) => {
  c.header('cache-control', 'no-store')
  await next()
}

const drawSignIn = (c: Context<Doors>, attempt: Attempt) => c.html(<SignInPage attempt={attempt} />)

const countOne = async (email: string): Promise<void> => {
  if (config().RATE_LIMIT > 0) await count('sign-in of ', hashOf(email), triesOfOne)
}

function guardOf(paths: string[]) {
  const guard = rarely('sign-in from ', tries)
  return async (c: Context<Doors>, next: () => Promise<void>) =>
    paths.some((path) => c.req.path === path || c.req.path.startsWith(`${path}/`)) ? guard(c, next) : next()
}

import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { url } from '../ui/url.ts'
import * as account from './account.ts'
import { setCookies } from './entering.ts'
import { handle } from './handles.ts'
import { askToKeep } from './keepers.ts'
import { deleteAccount, heldBy } from './leaving.ts'
import { newPassword, oldPassword } from './passwords.ts'
import { sessionHash } from './viewing.ts'
import { AccountPage } from './views/AccountPage.tsx'
import { DeletionPage } from './views/DeletionPage.tsx'
import { FactorPage, FactorSetPage } from './views/FactorPages.tsx'

const Password = z.object({ password: oldPassword })
const Code = z.object({
  code: z.string().trim().max(40),
  uri: z.string().max(2_000),
  spare: z.string().max(2_000),
})
const Change = z.object({ current: oldPassword, password: newPassword })
const HandOver = z.object({ organisation: z.string().max(80), handle })
const Deletion = z.object({
  password: oldPassword,
  credit: z.enum(['named', 'unnamed']),
  unanswered: z.string().optional(),
})

export function accountPages(app: App): void {
  app.get('/account', (c) => showAccount(c))
  app.post('/account/password', form(Change, { again: showAccount }), async (c) =>
    onward(c, await account.changePassword(c.req.raw.headers, c.req.valid('form'))),
  )
  app.get('/account/password', (c) => c.redirect(url`/account`, 302))
  app.post('/account/sessions/:id/end', async (c) => {
    await account.endSession(c.var.viewer, c.req.param('id'))
    return c.redirect(url`/account`, 303)
  })
  app.get('/account/sessions/:id/end', (c) => c.redirect(url`/account`, 302))
  app.post('/account/sessions/end', async (c) => {
    await account.signOutEverywhere(c.var.viewer)
    return c.redirect(url`/sign-in`, 303)
  })
  app.get('/account/sessions/end', (c) => c.redirect(url`/account`, 302))

  app.get('/account/second-factor', (c) => showFactor(c))
  app.post('/account/second-factor', form(Password, { again: showFactor }), async (c) => {
    account.personOf(c.var.viewer)
    const factor = await account.beginSecondFactor(c.req.raw.headers, c.req.valid('form').password)
    return c.html(<FactorSetPage {...factor} />)
  })
  app.post('/account/second-factor/confirmation', form(Code, { again: showSet }), async (c) => {
    account.personOf(c.var.viewer)
    return onward(c, await account.confirmSecondFactor(c.req.raw.headers, c.req.valid('form').code))
  })
  app.get('/account/second-factor/confirmation', (c) => c.redirect(url`/account/second-factor`, 302))
  app.post('/account/second-factor/end', form(Password, { again: showFactor }), async (c) => {
    account.personOf(c.var.viewer)
    return onward(c, await account.endSecondFactor(c.req.raw.headers, c.req.valid('form').password))
  })
  app.get('/account/second-factor/end', (c) => c.redirect(url`/account/second-factor`, 302))

  app.get('/account/export', async (c) =>
    c.body(JSON.stringify(await account.exportAccount(c.var.viewer), null, 2), 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="account.json"',
      'cache-control': 'no-store',
    }),
  )
  app.get('/account/deletion', (c) => showDeletion(c))
  app.post('/account/deletion', form(Deletion, { again: showDeletion }), async (c) => {
    const { password, credit, unanswered } = c.req.valid('form')
    await deleteAccount(c.var.viewer, c.req.raw.headers, {
      password,
      unnamed: credit === 'unnamed',
      unanswered: unanswered === 'yes',
    })
    return c.redirect(url`/`, 303)
  })
  app.post('/account/deletion/keepers', form(HandOver, { again: showDeletion }), async (c) => {
    const { organisation, handle } = c.req.valid('form')
    await askToKeep(c.var.viewer, organisation, handle)
    return c.redirect(url`/account/deletion`, 303)
  })
  app.get('/account/deletion/keepers', (c) => c.redirect(url`/account/deletion`, 302))
}

export async function showAccount(c: Context<Doors>, attempt?: Attempt) {
  return c.html(
    <AccountPage account={await account.accountOf(c.var.viewer, await sessionHash(c))} attempt={attempt} />,
  )
}

async function showFactor(c: Context<Doors>, attempt?: Attempt) {
  const { secondFactor } = await account.accountOf(c.var.viewer)
  return c.html(<FactorPage on={secondFactor} attempt={attempt} />)
}

/** Drawn again from what the form brought along: the secret is in nobody's memory but theirs. */
function showSet(c: Context<Doors>, attempt: Attempt) {
  const uri = String(attempt.values.uri ?? '')
  const secret = URL.canParse(uri) ? (new URL(uri).searchParams.get('secret') ?? '') : ''
  return c.html(
    <FactorSetPage
      uri={uri}
      secret={secret}
      spare={String(attempt.values.spare ?? '').split(' ')}
      attempt={attempt}
    />,
  )
}

async function showDeletion(c: Context<Doors>, attempt?: Attempt) {
  return c.html(<DeletionPage held={await heldBy(c.var.viewer)} attempt={attempt} />)
}

function onward(c: Context<Doors>, cookies: string[]): Response {
  setCookies(c, cookies)
  return c.redirect(url`/account`, 303)
}

import type { Page } from 'playwright-core'
import { addPerson } from '../../src/people/inviting.ts'
import type { Typed } from '../../src/records/writing/filling-fields.ts'
import type { Window } from './browser.ts'
import { password } from './member.ts'

/** Somebody before a phone, with or without script, who goes where they wish, fills in and sends. */
export interface Walker {
  page: Page
  /** Where they are, without what follows a question mark. */
  readonly at: string
  go: (path: string) => Promise<void>
  /** Fills in a form by the names of its controls; those that are not there are left. */
  fill: (form: string, values: Typed) => Promise<void>
  /** Fills in a form and sends it by its first button, or this one. */
  send: (form: string, values?: Typed, button?: string) => Promise<void>
  reads: (words: string) => Promise<void>
}

const phone = { width: 360, height: 740 }

/** Somebody who is signed in on a page of their own. */
export async function walker(
  window: Window,
  { email, javaScriptEnabled, word = password }: { email: string; javaScriptEnabled: boolean; word?: string },
): Promise<Walker> {
  const one = await passerBy(window, javaScriptEnabled)
  await one.go('/sign-in')
  await one.page.getByLabel('Mail address').fill(email)
  await one.page.getByLabel('Password').fill(word)
  await one.page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click()
  await one.page.waitForURL((at) => at.pathname !== '/sign-in')
  return one
}

/** Somebody new, who is signed in. */
export async function newcomer(window: Window, name: string, javaScriptEnabled: boolean): Promise<Walker> {
  const email = `${name.toLowerCase()}@example.net`
  await addPerson({ name, email, password })
  return walker(window, { email, javaScriptEnabled })
}

/** Somebody without an account. */
export async function passerBy(window: Window, javaScriptEnabled: boolean): Promise<Walker> {
  const page = await window.open('/healthz', { javaScriptEnabled, viewport: phone })

  async function fill(form: string, values: Typed): Promise<void> {
    for (const [name, value] of Object.entries(values))
      for (const one of [value].flat()) {
        const control = page.locator(`${form} [name="${name}"]:not([type=hidden])`)
        if ((await control.count()) === 0) continue
        const kind = await control.first().evaluate((at) => (at as HTMLInputElement).type)
        if (kind === 'radio' || kind === 'checkbox')
          await page.locator(`${form} [name="${name}"][value="${one}"]`).check()
        else if (kind === 'select-one') await control.selectOption(one)
        else await control.fill(one)
      }
  }
  return {
    page,
    get at() {
      return new URL(page.url()).pathname
    },
    go: async (path) => {
      await page.goto(new URL(path, window.origin).href)
    },
    fill,
    send: async (form, values = {}, button = 'button[type=submit]:visible') => {
      await fill(form, values)
      // What saves itself meanwhile is not what was sent.
      await Promise.all([
        page.waitForResponse(
          (answer) => answer.request().method() === 'POST' && !answer.url().endsWith('/answers'),
        ),
        page.locator(`${form} ${button}`).first().click(),
      ])
      await page.waitForLoadState()
    },
    reads: (words) => page.getByText(words).first().waitFor(),
  }
}

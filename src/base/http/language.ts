import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { asReader } from '../i18n/reader.ts'
import { languageOf, savesData } from './accepting.ts'
import type { Doors } from './app.ts'

const yearInSeconds = 31_536_000

/**
 * Who reads: in the language of `?lang=` (which a shared address carries, and is remembered), of
 * their choice before, of their browser, or English.
 */
export const readers: MiddlewareHandler<Doors> = async (c, next) => {
  const url = new URL(c.req.url)
  const shared = url.searchParams.get('lang') ?? undefined
  const chosen = getCookie(c, 'lang')
  const lang = languageOf(shared, chosen, c.req.header('accept-language'))
  const saveData = savesData(c.req.header('save-data'))
  await asReader({ lang, path: url.pathname + url.search, query: url.searchParams, saveData }, next)
  if (lang === shared && lang !== chosen)
    setCookie(c, 'lang', lang, {
      path: '/',
      maxAge: yearInSeconds,
      sameSite: 'Lax',
      httpOnly: true,
      secure: url.protocol === 'https:',
    })
}

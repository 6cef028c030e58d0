import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { asReader, type InterfaceLanguage, interfaceLanguages, isInterfaceLanguage } from '../i18n/reader.ts'
import type { Doors } from './app.ts'

/** The first language of `Accept-Language` that the interface speaks (RFC 9110, 12.5.4). */
export function accepted(header: string | undefined): InterfaceLanguage | undefined {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', q = '1'] = part.trim().split(/\s*;\s*q\s*=\s*/i)
      return { lang: tag.toLowerCase().split('-')[0]!, weight: Number(q) || 0 }
    })
    .filter(({ weight }) => weight > 0 && weight <= 1)
    .sort((a, b) => b.weight - a.weight)
  return wanted.map(({ lang }) => lang).find(isInterfaceLanguage)
}

const yearInSeconds = 31_536_000

/**
 * Who reads: in the language of `?lang=` (which a shared address carries, and is remembered), of
 * their choice before, of their browser, or English.
 */
export const readers: MiddlewareHandler<Doors> = async (c, next) => {
  const url = new URL(c.req.url)
  const shared = url.searchParams.get('lang') ?? ''
  const chosen = getCookie(c, 'lang') ?? ''
  const lang = isInterfaceLanguage(shared)
    ? shared
    : isInterfaceLanguage(chosen)
      ? chosen
      : (accepted(c.req.header('accept-language')) ??
        (Object.keys(interfaceLanguages)[0] as InterfaceLanguage))
  const saveData = c.req.header('save-data')?.toLowerCase() === 'on'
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

import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form, posted } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { translationService } from '../../base/machine/translation.ts'
import { markOf } from '../../base/mark-of.ts'
import { isLang } from '../../base/text.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { proposeByMachine } from './proposing.ts'
import { checkTranslation, translate, translatingOf } from './translations.ts'
import { TranslationPage } from './views/TranslationPage.tsx'
import { RecordLanguagesPage, TranslationsPage } from './views/TranslationsPage.tsx'
import { recordInLanguages, waitingForTranslation } from './waiting.ts'

const Sent = z.looseObject({ page: z.coerce.number().int().min(1).max(1e6).default(1) })

/** Where a record is carried over into other languages, and what waits for that. */
export function translationPages(app: App): void {
  app.get('/translations', async (c) => {
    const asked = { lang: langAsked(c), page: pageAsked(c) }
    return c.html(<TranslationsPage {...(await waitingForTranslation(c.var.viewer, asked))} />)
  })
  app.get('/records/:ref/translation', async (c) => {
    const to = c.req.query('to')
    const { ref } = c.req.param()
    if (to && isLang(to)) return c.redirect(pageOf(ref, to), 302)
    const record = await recordInLanguages(c.var.viewer, ref)
    return c.html(<RecordLanguagesPage {...record} />)
  })
  app.get('/records/:ref/translation/:lang', (c) => show(c))
  app.post('/records/:ref/translation/:lang', form(Sent, { again: show }), async (c) => {
    const { ref, lang } = c.req.param()
    const sent = await posted(c)
    const given = pathsIn(sent).map((path) => {
      const words = one(sent, path).trim()
      const same = one(sent, `same:${path}`) === 'yes'
      const proposed = !same && one(sent, `machine:${path}`) === markOf(words)
      return {
        ...{ path, words, same, source: one(sent, `of:${path}`), was: one(sent, `was:${path}`) },
        ...(proposed && { machine: translationService() }),
      }
    })
    const { clashes } = await translate(c.var.viewer, ref, lang, given)
    if (clashes.length) {
      const errors = clashes.map(({ path, theirs }) => ({
        field: path,
        message: t('records.translatedMeanwhile', { theirs }),
      }))
      const again = await show(c, { values: sent, errors })
      return new Response(again.body, { status: 409, headers: again.headers })
    }
    const page = Number(one(sent, 'page'))
    return c.redirect(withQuery(pageOf(ref, lang), new URLSearchParams(), { page: String(page) }), 303)
  })
  app.post('/records/:ref/translation/:lang/proposals', form(Sent, { again: show }), async (c) => {
    const { ref, lang } = c.req.param()
    const values = { ...(await posted(c)) }
    const path = one(values, 'propose') || undefined
    const typed = new Set(pathsIn(values).filter((at) => one(values, at).trim()))
    const { page } = c.req.valid('form')
    const { words, lost, left } = await proposeByMachine(c.var.viewer, ref, lang, { page, path, typed })
    for (const [at, made] of words) Object.assign(values, { [at]: made, [`machine:${at}`]: markOf(made) })
    const errors = [
      ...lost.map((field) => ({ field, message: t('records.machineLost') })),
      ...(left > 0 ? [{ field: '', message: t('records.machineLeft', { count: left }) }] : []),
    ]
    return show(c, { values, errors })
  })
  app.post('/records/:ref/translation/:lang/check', async (c) => {
    const { ref, lang } = c.req.param()
    await checkTranslation(c.var.viewer, ref, lang)
    return c.redirect(pageOf(ref, lang), 303)
  })
  for (const path of ['check', 'proposals'])
    app.get(`/records/:ref/translation/:lang/${path}`, (c) => {
      const { ref = '', lang = '' } = c.req.param() as { ref?: string; lang?: string }
      return c.redirect(pageOf(ref, lang), 302)
    })
}

/** What one field sent, the last of several. */
const one = (sent: Attempt['values'], name: string): string =>
  [sent[name] ?? ''].flat().at(-1)!.replace(/\r\n?/g, '\n')

/** The texts that a form sent. */
const pathsIn = (sent: Attempt['values']): string[] =>
  Object.keys(sent).flatMap((name) => (name.startsWith('of:') ? name.slice(3) : []))

const pageOf = (ref: string, lang: string): Url => url`/records/${ref}/translation/${lang}`

function langAsked(c: Context<Doors>): string | undefined {
  const lang = c.req.query('to')
  return lang && isLang(lang) ? lang : undefined
}

async function show(c: Context<Doors>, attempt?: Attempt) {
  const page = attempt ? Number(attempt.values.page ?? 1) || 1 : pageAsked(c)
  const { ref = '', lang = '' } = c.req.param() as { ref?: string; lang?: string }
  return c.html(
    <TranslationPage {...(await translatingOf(c.var.viewer, ref, lang, page))} attempt={attempt} />,
  )
}

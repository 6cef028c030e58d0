import type { Context } from 'hono'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form, posted } from '../../base/http/form.ts'
import { found } from '../../base/refusal.ts'
import type { Condition, Definition, Slot } from '../definition.ts'
import { lookup } from '../lookup.ts'
import { offering, renaming, retiring } from './acting-on-choices.ts'
import { askedAt, changing, conditioning, moving, removing } from './acting-on-questions.ts'
import { makeChange, tryChange } from './changing.ts'
import * as forms from './forms.ts'
import {
  langOf,
  orClash,
  type PreviewOf,
  questionAt,
  refOf,
  slotOf,
  toOutline,
  toQuestion,
} from './page-parts.ts'
import { type Keep, shapePages } from './shape-pages.ts'
import { editing } from './viewing.ts'
import { ChoicePage } from './views/ChoicePage.tsx'
import { OutlinePage } from './views/OutlinePage.tsx'
import { QuestionPage } from './views/QuestionPage.tsx'

/** The questions of a proposal, and what is done to each. */
export function questionPages(app: App, Preview: PreviewOf): void {
  app.get('/proposals/:ref/questions', async (c) => {
    const view = await editing(c.var.viewer, c.req.param('ref'), c.req.query('in'))
    return c.html(<OutlinePage view={view} section={c.req.query('section')} />)
  })
  const one = '/proposals/:ref/questions/:group/:question'
  const showQuestion = async (c: Context<Doors>, attempt?: Attempt, looked?: Definition) => {
    const view = await editing(c.var.viewer, refOf(c), langOf(c, attempt), true)
    const asked = askedAt(view.definition, slotOf(c))
    const on = lookup(view.definition).asked.get(c.req.query('on') ?? String(attempt?.values.on ?? ''))
    const preview = await Preview({
      definition: looked ?? view.definition,
      slots: [asked.slot],
      lang: view.lang,
    })
    return c.html(<QuestionPage view={view} asked={asked} on={on} preview={preview} attempt={attempt} />)
  }
  const again = { again: (c: Context<Doors>, attempt: Attempt) => showQuestion(c, attempt) }
  app.get(one, (c) => showQuestion(c))
  const keep: Keep = async (c, { act, lang }, making, at) => {
    if (act === 'look')
      return showQuestion(
        c,
        { values: await posted(c), errors: [] },
        await tryChange(c.var.viewer, refOf(c), making),
      )
    return orClash(
      c,
      async () => {
        await makeChange(c.var.viewer, refOf(c), making)
        return toQuestion(c, lang, at)
      },
      (attempt) => showQuestion(c, attempt),
    )
  }
  app.post(one, form(forms.Words, again), (c) => {
    const words = c.req.valid('form')
    return keep(c, words, changing(slotOf(c), words))
  })
  app.post(`${one}/choices`, form(forms.NewChoice, again), async (c) => {
    const { after, ...typed } = c.req.valid('form')
    await makeChange(
      c.var.viewer,
      refOf(c),
      offering(slotOf(c), { ...typed, after: after === '' ? null : after }),
    )
    return toQuestion(c, typed.lang, '#choices')
  })
  app.post(`${one}/condition`, form(forms.Conditioning, again), async (c) => {
    const typed = c.req.valid('form')
    await makeChange(c.var.viewer, refOf(c), (definition, whole) =>
      conditioning(
        slotOf(c),
        typed.on ? conditionOf(definition, typed.on, typed) : undefined,
        typed,
      )(definition, whole),
    )
    return toQuestion(c, typed.lang, '#condition')
  })
  app.post(`${one}/move`, form(forms.Moving, again), async (c) => {
    const { where, ...typed } = c.req.valid('form')
    const to = where === 'up' || where === 'down' ? where : { group: where }
    await makeChange(c.var.viewer, refOf(c), moving(slotOf(c), to, typed))
    return toOutline(c, typed.lang, typeof to === 'object' ? to.group : c.req.param('group'))
  })
  app.post(`${one}/removal`, form(forms.Bare, again), async (c) => {
    const typed = c.req.valid('form')
    await makeChange(c.var.viewer, refOf(c), removing(slotOf(c), typed))
    return toOutline(c, typed.lang, c.req.param('group'))
  })
  const choice = `${one}/choices/:code`
  const showChoice = async (c: Context<Doors>, attempt?: Attempt) => {
    const view = await editing(c.var.viewer, refOf(c), langOf(c, attempt), true)
    const asked = askedAt(view.definition, slotOf(c))
    const shown = found(asked.choices?.get(c.req.param('code') ?? ''))
    return c.html(<ChoicePage view={view} asked={asked} choice={shown} attempt={attempt} />)
  }
  app.get(choice, (c) => showChoice(c))
  app.post(choice, form(forms.ChoiceWords, { again: showChoice }), async (c) => {
    const typed = c.req.valid('form')
    return orClash(
      c,
      async () => {
        await makeChange(c.var.viewer, refOf(c), renaming(slotOf(c), c.req.param('code'), typed))
        return toQuestion(c, typed.lang, '#choices')
      },
      (attempt) => showChoice(c, attempt),
    )
  })
  app.post(`${choice}/retirement`, form(forms.Retiring, { again: showChoice }), async (c) => {
    const typed = c.req.valid('form')
    await makeChange(c.var.viewer, refOf(c), retiring(slotOf(c), c.req.param('code'), typed))
    return toQuestion(c, typed.lang, '#choices')
  })
  shapePages(app, one, { ...again, keep })
  for (const path of ['choices', 'condition', 'move', 'removal'])
    app.get(`${one}/${path}`, (c) => c.redirect(questionAt(c), 302))
  app.get(`${choice}/retirement`, (c) =>
    c.redirect(`${questionAt(c)}/choices/${encodeURIComponent(c.req.param('code'))}`, 302),
  )
}

/** On these answers; without any, once it is answered. */
function conditionOf(
  definition: Definition,
  slot: Slot,
  { is, above, below }: { is: string[]; above?: number; below?: number },
): Condition {
  const { type } = askedAt(definition, slot).question
  if (above !== undefined || below !== undefined)
    return { slot, ...(above !== undefined && { above }), ...(below !== undefined && { below }) }
  const some = is.map((code) => ({ slot, is: type === 'yesno' ? code === 'yes' : code }))
  return some.length === 0 ? { slot, answered: true } : some.length === 1 ? some[0]! : { any: some }
}

import type { Context } from 'hono'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form, posted } from '../../base/http/form.ts'
import type { Definition } from '../definition.ts'
import { offering, renaming, retiring } from './acting-on-choices.ts'
import {
  addingColumn,
  measuring,
  namingColumn,
  reckoning,
  removingColumn,
  replacing,
} from './acting-on-shape.ts'
import { type Making, makeChange, tryChange } from './changing.ts'
import * as forms from './forms.ts'
import { questionAt, refOf, slotOf, toQuestion } from './page-parts.ts'

type Show = (c: Context<Doors>, attempt?: Attempt, looked?: Definition) => Response | Promise<Response>

/** What a question takes: its kind and unit, the rows and columns of a matrix or a table, how a total is made. */
export function shapePages(app: App, one: string, showQuestion: Show): void {
  const again = { again: (c: Context<Doors>, attempt: Attempt) => showQuestion(c, attempt) }
  const keep = async (
    c: Context<Doors>,
    { act, lang }: { act: 'keep' | 'look'; lang: string },
    making: Making,
    at: string,
  ) => {
    if (act === 'look')
      return showQuestion(
        c,
        { values: await posted(c), errors: [] },
        await tryChange(c.var.viewer, refOf(c), making),
      )
    await makeChange(c.var.viewer, refOf(c), making)
    return toQuestion(c, lang, at)
  }
  app.post(`${one}/kind`, form(forms.Replacing, again), (c) => {
    const typed = c.req.valid('form')
    return keep(c, typed, replacing(slotOf(c), typed), '')
  })
  app.post(`${one}/unit`, form(forms.Measuring, again), (c) => {
    const typed = c.req.valid('form')
    return keep(c, typed, measuring(slotOf(c), typed), '#unit')
  })
  app.post(`${one}/formula`, form(forms.Reckoning, again), (c) => {
    const typed = c.req.valid('form')
    return keep(c, typed, reckoning(slotOf(c), typed), '#formula')
  })
  app.post(`${one}/columns`, form(forms.NewColumn, again), (c) => {
    const typed = c.req.valid('form')
    return keep(c, typed, addingColumn(slotOf(c), typed), '#columns')
  })
  app.post(`${one}/columns/:id`, form(forms.Named, again), (c) => {
    const typed = c.req.valid('form')
    const { id } = c.req.param()
    const making =
      typed.do === 'remove' ? removingColumn(slotOf(c), id, typed) : namingColumn(slotOf(c), id, typed)
    return keep(c, typed, making, '#columns')
  })
  app.post(`${one}/rows`, form(forms.NewChoice, again), (c) => {
    const { after: _, ...typed } = c.req.valid('form')
    return keep(c, typed, offering(slotOf(c), typed, 'rows'), '#rows')
  })
  app.post(`${one}/rows/:id`, form(forms.Named, again), (c) => {
    const typed = c.req.valid('form')
    const { id } = c.req.param()
    const making =
      typed.do === 'remove' ? retiring(slotOf(c), id, typed, 'rows') : renaming(slotOf(c), id, typed, 'rows')
    return keep(c, typed, making, '#rows')
  })
  for (const path of ['kind', 'unit', 'formula', 'columns', 'columns/:id', 'rows', 'rows/:id'])
    app.get(`${one}/${path}`, (c) => c.redirect(questionAt(c), 302))
}

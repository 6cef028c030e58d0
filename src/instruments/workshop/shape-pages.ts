import type { Context } from 'hono'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { offering, renaming, retiring } from './acting-on-choices.ts'
import {
  addingColumn,
  measuring,
  namingColumn,
  reckoning,
  removingColumn,
  replacing,
} from './acting-on-shape.ts'
import type { Making } from './changing.ts'
import * as forms from './forms.ts'
import { questionAt, slotOf } from './page-parts.ts'

/** Does something in a proposal and leads to the question, at a place of its page; or only looks at it, or shows a clash. */
export type Keep = (
  c: Context<Doors>,
  typed: { act: 'keep' | 'look'; lang: string },
  making: Making,
  at?: string,
) => Promise<Response>

interface Ways {
  again: (c: Context<Doors>, attempt: Attempt) => Response | Promise<Response>
  keep: Keep
}

/** What a question takes: its kind and unit, the rows and columns of a matrix or a table, how a total is made. */
export function shapePages(app: App, one: string, { again: show, keep }: Ways): void {
  const again = { again: show }
  app.post(`${one}/kind`, form(forms.Replacing, again), (c) => {
    const typed = c.req.valid('form')
    return keep(c, typed, replacing(slotOf(c), typed))
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

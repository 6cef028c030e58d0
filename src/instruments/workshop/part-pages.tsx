import type { Context } from 'hono'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form, posted } from '../../base/http/form.ts'
import type { Viewer } from '../../base/viewer.ts'
import { url } from '../../ui/url.ts'
import { lookup } from '../lookup.ts'
import { addingGroup, calling, movingGroup, partAt, removingGroup, sectionAt } from './acting-on-parts.ts'
import { adding } from './acting-on-questions.ts'
import { type Making, makeChange, tryChange } from './changing.ts'
import * as forms from './forms.ts'
import { langOf, orClash, type PreviewOf, refOf, toOutline } from './page-parts.ts'
import { editing } from './viewing.ts'
import { GroupPage, SectionPage } from './views/PartPages.tsx'

/** The groups and sections of a proposal, and what is added to them. */
export function partPages(app: App, Preview: PreviewOf): void {
  const groupAt = '/proposals/:ref/groups/:group'
  const sectionsAt = '/proposals/:ref/sections/:section'

  const showGroup = async (c: Context<Doors>, attempt?: Attempt, making?: Making) => {
    const view = await editing(c.var.viewer, refOf(c), langOf(c, attempt), true)
    const { group } = partAt(view.definition, c.req.param('group') ?? '')
    const preview = making && (await newOnes(c.var.viewer, refOf(c), view, making, Preview))
    return c.html(<GroupPage view={view} group={group} attempt={attempt} preview={preview} />)
  }
  const showSection = async (c: Context<Doors>, attempt?: Attempt, making?: Making) => {
    const view = await editing(c.var.viewer, refOf(c), langOf(c, attempt), true)
    const section = sectionAt(view.definition, c.req.param('section') ?? '')
    const preview = making && (await newOnes(c.var.viewer, refOf(c), view, making, Preview))
    return c.html(<SectionPage view={view} section={section} attempt={attempt} preview={preview} />)
  }
  const group = { again: (c: Context<Doors>, attempt: Attempt) => showGroup(c, attempt) }
  const section = { again: (c: Context<Doors>, attempt: Attempt) => showSection(c, attempt) }

  app.get(groupAt, (c) => showGroup(c))
  app.post(groupAt, form(forms.Calling, group), async (c) => {
    const { title = '', ...typed } = c.req.valid('form')
    return orClash(
      c,
      async () => {
        await makeChange(
          c.var.viewer,
          refOf(c),
          calling({ group: c.req.param('group') }, { title, ...typed }),
        )
        return toOutline(c, typed.lang, c.req.param('group'))
      },
      (attempt) => showGroup(c, attempt),
    )
  })
  app.post(`${groupAt}/questions`, form(forms.NewQuestion, group), async (c) => {
    const { after, ...typed } = c.req.valid('form')
    const making = adding(c.req.param('group'), { ...typed, after: after === '' ? null : after })
    if (typed.act === 'look') return showGroup(c, { values: await posted(c), errors: [] }, making)
    await makeChange(c.var.viewer, refOf(c), making)
    return toOutline(c, typed.lang, c.req.param('group'))
  })
  app.post(`${groupAt}/move`, form(forms.Moving, group), async (c) => {
    const { where, ...typed } = c.req.valid('form')
    await makeChange(
      c.var.viewer,
      refOf(c),
      movingGroup(c.req.param('group'), where === 'up' ? 'up' : 'down', typed),
    )
    return toOutline(c, typed.lang, c.req.param('group'))
  })
  app.post(`${groupAt}/removal`, form(forms.Bare, group), async (c) => {
    await makeChange(c.var.viewer, refOf(c), removingGroup(c.req.param('group'), c.req.valid('form')))
    return toOutline(c, c.req.valid('form').lang, undefined)
  })
  app.get(sectionsAt, (c) => showSection(c))
  app.post(sectionsAt, form(forms.Calling, section), async (c) => {
    const { title = '', ...typed } = c.req.valid('form')
    return orClash(
      c,
      async () => {
        const { section: id } = c.req.param()
        await makeChange(c.var.viewer, refOf(c), calling({ section: id }, { title, ...typed }))
        return toOutline(c, typed.lang, undefined)
      },
      (attempt) => showSection(c, attempt),
    )
  })
  app.post(`${sectionsAt}/groups`, form(forms.NewGroup, section), async (c) => {
    const typed = c.req.valid('form')
    const making = addingGroup(c.req.param('section'), typed)
    if (typed.act === 'look') return showSection(c, { values: await posted(c), errors: [] }, making)
    await makeChange(c.var.viewer, refOf(c), making)
    return toOutline(c, typed.lang, undefined)
  })
  for (const path of ['questions', 'move', 'removal'])
    app.get(`${groupAt}/${path}`, (c) =>
      c.redirect(url`/proposals/${refOf(c)}/groups/${c.req.param('group')}`, 302),
    )
  app.get(`${sectionsAt}/groups`, (c) =>
    c.redirect(url`/proposals/${refOf(c)}/sections/${c.req.param('section')}`, 302),
  )
}

/** What is not asked yet, as it would be. */
async function newOnes(
  viewer: Viewer,
  ref: string,
  { definition: now, lang }: Awaited<ReturnType<typeof editing>>,
  making: Making,
  Preview: PreviewOf,
) {
  const definition = await tryChange(viewer, ref, making)
  const slots = [...lookup(definition).asked.keys()].filter((slot) => !lookup(now).asked.has(slot))
  return Preview({ definition, slots, lang })
}

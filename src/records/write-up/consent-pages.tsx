import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { url } from '../../ui/url.ts'
import { answerConsent, askedOf } from './consenting.ts'
import { ConsentPage } from './views/ConsentPage.tsx'
import { type Answer, answers } from './write-up.ts'

const forAll = z.enum(['', ...answers]).default('')
const Consent = z.looseObject({ all: forAll, allUnnamed: forAll })

/** Where whoever is quoted says how. */
export function consentPages(app: App): void {
  app.get('/write-ups/:ref/consent', (c) => show(c))
  app.post('/write-ups/:ref/consent', form(Consent, { again: show }), async (c) => {
    const { all, allUnnamed, ...typed } = c.req.valid('form')
    const ref = c.req.param('ref')
    const { passages } = await askedOf(c.var.viewer, ref)
    const said = passages.flatMap((passage) => {
      const answer = typed[`passage-${passage.ref}`] || (passage.sealed ? allUnnamed : all)
      return answer ? [{ passage: passage.ref, answer: answer as Answer }] : []
    })
    await answerConsent(c.var.viewer, ref, said)
    return c.redirect(`${url`/write-ups/${ref}/consent`}?kept`, 303)
  })
}

async function show(c: Context<Doors>, attempt?: Attempt) {
  const asked = await askedOf(c.var.viewer, c.req.param('ref') ?? '')
  return c.html(<ConsentPage {...asked} attempt={attempt} kept={c.req.query('kept') !== undefined} />)
}

import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { url } from '../../ui/url.ts'
import { answerConsent, askedOf } from './consenting.ts'
import { ConsentPage } from './views/ConsentPage.tsx'
import { type Answer, answers } from './write-up.ts'

const Consent = z.looseObject({ all: z.enum(['', ...answers]).default('') })

/** Where whoever is quoted says how. */
export function consentPages(app: App): void {
  app.get('/write-ups/:ref/consent', (c) => show(c))
  app.post('/write-ups/:ref/consent', form(Consent, { again: show }), async (c) => {
    const { all, ...typed } = c.req.valid('form')
    const ref = c.req.param('ref')
    const { passages } = await askedOf(c.var.viewer, ref)
    const said = passages.flatMap((passage) => {
      const answer = (typed[`passage-${passage.ref}`] || all) as Answer | ''
      // What was asked without a name stays so, also where all else is named.
      return answer
        ? [{ passage: passage.ref, answer: passage.sealed && answer !== 'no' ? 'unnamed' : answer }]
        : []
    })
    await answerConsent(c.var.viewer, ref, said as { passage: string; answer: Answer }[])
    return c.redirect(`${url`/write-ups/${ref}/consent`}?kept`, 303)
  })
}

async function show(c: Context<Doors>, attempt?: Attempt) {
  const asked = await askedOf(c.var.viewer, c.req.param('ref') ?? '')
  return c.html(<ConsentPage {...asked} attempt={attempt} kept={c.req.query('kept') !== undefined} />)
}

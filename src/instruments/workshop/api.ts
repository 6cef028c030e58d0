import { z } from '@hono/zod-openapi'
import { type Api, ListedCard, listRoute, oneRoute } from '../../base/http/api.ts'
import { Ref } from '../../base/ids.ts'
import { Text } from '../../base/text.ts'
import { leadingTo } from './leading-to.ts'
import { listProposals, ProposalsQuery } from './listing.ts'
import { proposalKinds, proposalStates } from './proposal.ts'
import { proposalFor } from './reading.ts'

/** What it does has the shape of a file of a new edition. */
const Proposal = z
  .object({
    ref: Ref,
    kind: z.enum(proposalKinds),
    state: z.enum(proposalStates),
    title: Text,
    why: Text,
    instrument: z.string(),
    from: z.string(),
    extension: z.string().nullable(),
    opened: z.string(),
    decided: z.string().nullable(),
    reason: Text.nullable(),
    changes: z.array(z.looseObject({})),
  })
  .openapi('Proposal', { externalDocs: { url: '/instruments/edition-schema.json' } })

export function proposalApi(api: Api): void {
  api.openapi(listRoute('proposals', ProposalsQuery, ListedCard), async (c) =>
    c.json(await listProposals(c.var.viewer, c.req.valid('query')), 200),
  )
  api.openapi(oneRoute('proposals', Proposal, 'ref'), async (c) => {
    const whole = await proposalFor(c.var.viewer, c.req.param('ref'))
    const { ref, kind, state, title, why, opened, decided, reason } = whole
    const changes = leadingTo(whole).changes.map(({ note, operations }) => ({
      ...(note && { note }),
      operations,
    }))
    return c.json(
      {
        ...{ ref, kind, state, title, why, opened, decided, reason, changes },
        instrument: whole.edition.slug,
        from: whole.edition.name,
        extension: whole.slug,
      },
      200,
    )
  })
}

import { type RawBuilder, sql } from 'kysely'
import { db } from '../../base/database/database.ts'
import { t } from '../../base/i18n/t.ts'
import { url } from '../../ui/url.ts'
import { type Contributor, needsConsent } from '../interchange.ts'
import type { Written } from '../writing/assembling.ts'
import type { Finding } from '../writing/checking.ts'
import type { Draft } from '../writing/drafts.ts'
import { headPath } from '../writing/head.ts'

/** Where the read-back of a draft stands. */
export type ReadBack = 'not yet' | 'read back' | 'changed since'

/** The same of a draft, as one value for a query that asks more. */
export const readBackAsked = (draft: number): RawBuilder<ReadBack> => sql`
  (select case when read_back is null then 'not yet'
      when exists (select from draft_answer where draft = ${draft} and revision > read_back
        and path <> all(${[headPath('consent'), headPath('consulted')]}::text[])) then 'changed since'
      else 'read back' end
    from draft where thing = ${draft})`

/** Whether what stands in a draft was read back to those who agreed. One query. */
export async function readBackOf({ id }: Pick<Draft, 'id'>): Promise<ReadBack> {
  const { rows } = await sql<{ state: ReadBack }>`select ${readBackAsked(id)} as state`.execute(db())
  return rows[0]!.state
}

interface Made {
  contributors: Contributor[]
  consent?: unknown
}

/**
 * What is missing of the consent: where a group of land users is credited it stops a publication, as does a
 * text that was not read back to them; elsewhere it is to be looked at.
 */
export function consentFindings(draft: Draft, content: Made, { head }: Written, state: ReadBack): Finding[] {
  const needed = needsConsent(content)
  const href = url`/drafts/${draft.ref}/consent`
  if (!content.consent) {
    if (needed) return [{ weight: 'stops', check: 'consent', message: t('consent.missing'), href }]
    return head.consent ? [{ weight: 'look', check: 'consent', message: t('consent.incomplete'), href }] : []
  }
  if (state === 'changed since')
    return [{ weight: needed ? 'stops' : 'look', check: 'consent', message: t('consent.changedSince'), href }]
  if (state === 'read back' || !needed) return []
  // Of a version before, it was read back then; what is changed now they have not heard.
  return [
    { weight: draft.record ? 'look' : 'stops', check: 'consent', message: t('consent.notReadBack'), href },
  ]
}

import { type RawBuilder, sql } from 'kysely'
import type { JSX } from '../../ui/jsx/elements.ts'
import type { Ref } from '../ids.ts'
import type { Viewer } from '../viewer.ts'
import { everyKind } from './kinds.ts'

/**
 * What the panels that can stand on the page of this kind of thing ask of a `thing`, as one value; `named`: only those
 * that name this kind.
 */
export function panelsAsked(
  viewer: Viewer,
  on: string,
  { named = false } = {},
): RawBuilder<Record<string, never>> {
  const asked = everyKind().flatMap(({ kind, panel }) =>
    panel && (panel.on?.includes(on) ?? !named) ? [sql`${kind}::text`, panel.asked(viewer)] : [],
  )
  return asked.length ? sql`jsonb_build_object(${sql.join(asked)})` : sql`'{}'::jsonb`
}

/** The panels of the page of this thing, drawn from that. */
export const panelsDrawn = (viewer: Viewer, of: Ref, found: Record<string, never>): JSX.Element[] =>
  everyKind().flatMap(({ kind, panel }) => (kind in found && panel?.drawn(viewer, of, found[kind]!)) || [])

import { type RawBuilder, sql } from 'kysely'
import type { JSX } from '../../ui/jsx/elements.ts'
import type { Ref } from '../ids.ts'
import type { Viewer } from '../viewer.ts'
import type { Panel } from './kinds.ts'

let panel: Panel | undefined

/** `kinds.ts` says who keeps what people follow. */
export function registerFollowing(one: Panel): void {
  panel = one
}

/** Whether the viewer follows the `thing` of a query, as one value of JSON, for the page of what can be followed. */
export const followingAsked = (viewer: Viewer): RawBuilder<unknown> => panel?.asked(viewer) ?? sql`null::json`

/** The form to follow it or to stop, drawn from that; nothing for strangers. */
export const followingDrawn = (viewer: Viewer, of: Ref, found: unknown): JSX.Element | null =>
  panel?.drawn(viewer, of, found as never) ?? null

import { type RawBuilder, sql } from 'kysely'
import type { Url } from '../../ui/url.ts'
import type { Text } from '../text.ts'
import type { Viewer } from '../viewer.ts'

/** One thing to do for a community that takes five minutes. */
export interface Task {
  /** The same whenever it is asked, so that what was put off or handed on is known again: `request:17`. */
  key: string
  /** At most two of one sort stand on a desk. */
  sort: string
  /** From 0 to 100: what is more urgent comes first. */
  weight: number
  title: string
  /** Of the title, where it is in somebody's words. */
  lang?: string
  /** Why it is here, and what one does. */
  why: string
  what: string
  /** Where it is done, and what the button to there says. */
  href: Url
  words: string
  /** Done right here. */
  act?: {
    action: Url
    hidden?: Record<string, string>
    /** Words to send along, which can be changed first. */
    field?: { name: string; label: string; value: string }
    words: string
  }
  /** For those who facilitate alone: whoever keeps the peace cannot do it. */
  facilitators?: true
}

export interface OfCommunity {
  slug: string
  name: Text
}

/** Where tasks for the desks of communities come from: a room registers one for what it knows of. */
export interface TaskSource {
  source: string
  /** Of this community, an id as SQL names it: one value of JSON. */
  asked: (viewer: Viewer, community: RawBuilder<number>) => RawBuilder<unknown>
  drawn: (found: never, community: OfCommunity) => Task[]
}

const sources = new Map<string, TaskSource>()

/** `kinds.ts` registers them. */
export function registerTasks(...all: TaskSource[]): void {
  for (const one of all) sources.set(one.source, one)
}

/** What all sources ask of a community, as one value. */
export const tasksAsked = (
  viewer: Viewer,
  community: RawBuilder<number>,
): RawBuilder<Record<string, never>> =>
  sources.size
    ? sql`jsonb_build_object(${sql.join(
        [...sources.values()].flatMap(({ source, asked }) => [
          sql`${source}::text`,
          asked(viewer, community),
        ]),
      )})`
    : sql`'{}'::jsonb`

/** The tasks in that, the most urgent first. */
export const tasksDrawn = (found: Record<string, never>, community: OfCommunity): Task[] =>
  [...sources.values()]
    .flatMap(({ source, drawn }) => drawn(found[source]!, community))
    .sort((a, b) => b.weight - a.weight)

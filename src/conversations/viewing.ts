import type { Card } from '../base/things/kinds.ts'
import { cardsOf } from '../base/things/kinds.ts'
import type { Viewer } from '../base/viewer.ts'
import type { Named } from '../people/organisations.ts'
import { speaksFor } from '../people/standing.ts'
import { mayAccept, mayArrange, mayHide, mayReply } from './access.ts'
import { postsOf, type ShownPosts } from './reading.ts'
import type { Thread } from './thread.ts'

/** What the viewer may do in it. */
export interface May {
  reply: boolean
  accept: boolean
  arrange: boolean
  hide: boolean
}

export interface ThreadView extends ShownPosts {
  thread: Thread
  /** From 1. */
  page: number
  may: May
  signedIn: boolean
  /** For whom the viewer may speak. */
  speaksFor: Named[]
  /** What it concerns, if the viewer may see that. */
  concerning: Card | undefined
}

/** A page of a thread that `threadFor` gave, with all that stands on it. */
export async function threadView(viewer: Viewer, thread: Thread, page: number): Promise<ThreadView> {
  const may = {
    reply: mayReply(viewer, thread),
    accept: mayAccept(viewer, thread),
    arrange: mayArrange(viewer, thread),
    hide: mayHide(viewer, thread),
  }
  const shown = await postsOf(viewer, thread, page)
  const [concerning] = thread.concerning ? await cardsOf(viewer, [thread.concerning]) : []
  return {
    thread,
    page,
    ...shown,
    may,
    signedIn: viewer.kind === 'person',
    speaksFor: may.reply ? await speaksFor(viewer) : [],
    concerning,
  }
}

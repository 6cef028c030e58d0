import { type FileUse, filesByThing } from '../base/files/uses.ts'
import { followingDrawn } from '../base/things/following.ts'
import type { Card } from '../base/things/kinds.ts'
import { panelsDrawn } from '../base/things/panels.ts'
import type { Viewer } from '../base/viewer.ts'
import type { JSX } from '../ui/jsx/elements.ts'
import { mayAccept, mayArrange, mayHide, mayReply, maySumUp, mayWriteUp } from './access.ts'
import { mayCall } from './door/answerers.ts'
import { isOnPolicy, mayKeepList, most as ofImplications } from './implications/implication.ts'
import { type Implications, implicationsOf } from './implications/reading.ts'
import { type Pointed, pointedAt } from './pointing.ts'
import { readTo } from './positions.ts'
import { postsOf, type ShownPosts } from './reading.ts'
import type { Thread } from './thread.ts'
import { type AtHand, atHand, placeOfReply } from './unsent.ts'

/** What the viewer may do in it. */
export interface May {
  reply: boolean
  accept: boolean
  arrange: boolean
  hide: boolean
  sumUp: boolean
  /** Asks others to answer. */
  call: boolean
  writeUp: boolean
}

export interface ThreadView extends ShownPosts, Pointed, AtHand {
  thread: Thread
  /** From 1. */
  page: number
  may: May
  signedIn: boolean
  /** To follow it, or to hear no more of it. */
  follow: JSX.Element | null
  /** What other rooms show of it. */
  panels: JSX.Element[]
  /** What it concerns, if the viewer may see that. */
  concerning: Card | undefined
  /** On the first page of one about a policy: what that means, and whether the viewer keeps that list. */
  meaning: (Implications & { keeps: boolean }) | undefined
  /** Pictures and papers by the id of the post they go with. */
  files: Map<number, FileUse[]>
  /** The place up to which the viewer had read before; nothing for whoever reads in it for the first time. */
  read: number | undefined
}

/** A page of a thread that `threadFor` gave, with all that stands on it. */
export async function threadView(viewer: Viewer, thread: Thread, page: number): Promise<ThreadView> {
  const may = {
    reply: mayReply(viewer, thread),
    accept: mayAccept(viewer, thread),
    arrange: mayArrange(viewer, thread),
    hide: mayHide(viewer, thread),
    sumUp: maySumUp(viewer, thread),
    call: mayCall(viewer, thread) && !thread.accepted,
    writeUp: mayWriteUp(viewer, thread),
  }
  const shown = await postsOf(viewer, thread, page)
  const all = [...shown.posts, ...shown.waiting, ...(shown.answer ? [shown.answer] : [])].filter(
    ({ hidden }) => !hidden,
  )
  const about = thread.concerning ? [thread.concerning] : []
  const { also, ...pointed } = await pointedAt(viewer, all, about)
  return {
    thread,
    page,
    ...shown,
    ...pointed,
    may,
    signedIn: viewer.kind === 'person',
    follow: followingDrawn(viewer, thread.ref, thread.following),
    panels: panelsDrawn(viewer, thread.ref, thread.panels),
    ...(may.reply ? await atHand(viewer, placeOfReply(thread)) : { speaksFor: [], unsent: undefined }),
    concerning: also[0],
    meaning:
      isOnPolicy(thread) && page === 1
        ? { ...(await implicationsOf(thread, 1, ofImplications.beside)), keeps: mayKeepList(viewer, thread) }
        : undefined,
    files: await filesByThing(all.map(({ id }) => id)),
    read: await readTo(viewer, thread, shown.posts),
  }
}

import type { Panel } from '../base/things/kinds.ts'
import { type Talk, talkAsked } from './around.ts'
import { TalkAround } from './views/TalkAround.tsx'

/** On the page of another thing: what is asked and said about it, and the way to ask. */
export const conversationPanel: Panel = {
  on: ['record', 'agenda-question', 'page'],
  asked: talkAsked,
  drawn: (_, of, talk: Talk) =>
    talk.threads.length + talk.minders.length > 0 || talk.asked ? <TalkAround of={of} talk={talk} /> : null,
}

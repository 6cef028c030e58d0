import type { Panel } from '../../base/things/kinds.ts'
import { wayFrom } from '../../base/things/lineage.ts'
import { dependsOnWriteUp, type WriteUpAround, writeUpAsked } from './around.ts'
import { BecameOf } from './views/BecameOf.tsx'
import { SaidWhere } from './views/SaidWhere.tsx'
import { Way } from './views/Way.tsx'

/** On the page of a conversation: what becomes of it; of a record: where its passages come from; of both, and of all between: the way. */
export const writeUpPanel: Panel = {
  asked: writeUpAsked,
  drawn: (_viewer, _of, around: WriteUpAround) => {
    dependsOnWriteUp({ 'write-up': around as never })
    // What came of a record alone stands on its page already.
    const whole = wayFrom(around.way)
    const way = whole.some(({ stage }) => stage !== 'record' && stage !== 'use') ? whole : []
    const became = around.writing.length + around.records.length > 0
    const quotes = around.sources.length + around.hidden > 0
    if (!became && !quotes && way.length === 0) return null
    return (
      <>
        {became && <BecameOf around={around} />}
        {quotes && <SaidWhere around={around} />}
        <Way way={way} />
      </>
    )
  },
}

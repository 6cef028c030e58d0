import { atomically } from '../../base/database/database.ts'
import type { Ref } from '../../base/ids.ts'
import { refuse } from '../../base/refusal.ts'
import type { Talk } from '../../base/things/talk.ts'
import type { Viewer } from '../../base/viewer.ts'
import { type Arranged, arrangementOf, arrangePassages, chooseInstrument } from './arranging.ts'
import { choosingFrom, nameOf } from './choosing.ts'
import { askedOf } from './consenting.ts'
import { passagesOf, writeUpFor } from './reading.ts'
import type { Passage } from './write-up.ts'

/** What can be quoted of a conversation, a page of it, each by the name that choosing takes. The refusals of `talkFor`. */
export async function sayingsForPrograms(viewer: Viewer, talk: Talk, ref: string, page: number) {
  const { sayings, head } = await choosingFrom(viewer, talk, ref, page)
  const items = sayings.map((one) => ({
    name: nameOf(one),
    ...(one.by && { by: one.by }),
    lang: one.lang,
    words: one.words,
  }))
  return { items, next: page < head.pages ? String(page + 1) : null }
}

const asPassage = ({ ref, saidRef, by, lang, original, words, slot, label, answer, leftOut }: Passage) => ({
  ...{ ref, said: saidRef, lang, original, words },
  ...(by && { by }),
  ...(slot && { slot }),
  ...(label && { label }),
  ...(answer && { answer }),
  ...(leftOut && { leftOut }),
})

/** A write-up with its passages. The refusals of `writeUpFor`. */
export async function writeUpForPrograms(viewer: Viewer, ref: string) {
  const { one } = await writeUpFor(viewer, ref)
  return {
    ...{ ref: one.ref, source: one.source.ref, revision: one.revision },
    ...(one.instrument && { instrument: one.instrument }),
    ...(one.lang && { lang: one.lang }),
    ...(one.draft && { draft: one.draft.ref }),
    ...(one.record && { record: one.record }),
    passages: (await passagesOf(one)).filter(({ there }) => there || one.asked).map(asPassage),
  }
}

interface Sent {
  revision: number
  instrument?: string
  lang?: string
  /** Those that are named, in their new order; others stand where they do. */
  passages: Arranged[]
}

/** Chooses a questionnaire, and arranges passages by it, all at once or nothing. The refusals of both verbs. */
export function arrangeForPrograms(
  viewer: Viewer,
  ref: string,
  { revision, instrument, lang, passages }: Sent,
) {
  return atomically(async () => {
    const { one, head } = await arrangementOf(viewer, ref, { lock: true })
    if (one.revision !== revision) refuse('conflict', 'writeup.changedMeanwhile')
    if (instrument || lang)
      await chooseInstrument(viewer, ref, {
        instrument: instrument ?? one.instrument ?? '',
        lang: lang ?? one.lang ?? head.lang,
      })
    const now = (await writeUpFor(viewer, ref)).one.revision
    await arrangePassages(viewer, ref, { revision: now, passages, order: true })
    return writeUpForPrograms(viewer, ref)
  })
}

/** One's own words in a write-up. The refusals of `askedOf`. */
export async function askedForPrograms(viewer: Viewer, ref: string) {
  const { one, passages, until } = await askedOf(viewer, ref)
  return {
    ref: one.ref as Ref,
    until: until.toISOString(),
    ...(one.record && { record: one.record }),
    passages: passages.map(asPassage),
  }
}

import { atomically } from '../../src/base/database/database.ts'
import { type Card, type Kind, registerKinds, type Searchable } from '../../src/base/things/kinds.ts'
import { makeThing, setAbout } from '../../src/base/things/things.ts'
import { everyone, maySee, type Viewer } from '../../src/base/viewer.ts'
import { index } from '../../src/search/indexing.ts'
import { url } from '../../src/ui/url.ts'

/** A small kind of thing for tests of what gathers things of any kind. */
export interface Note {
  /** By language. */
  titles: Record<string, string>
  summaries?: Record<string, string>
  bodies?: Record<string, string>
  kind?: string
  knowledge?: 'research' | 'experience'
  instrument?: string
  circle?: number
  about?: number[]
}

const notes = new Map<number, Note>()

const noteKind: Kind = {
  kind: 'note',
  noun: 'notes',
  cards: async (viewer: Viewer, ids) =>
    new Map(
      ids.flatMap((id): [number, Card][] => {
        const note = notes.get(id)
        if (!note || !maySee(viewer, note.circle ?? everyone)) return []
        const [original = 'en'] = Object.keys(note.titles)
        const { knowledge } = note
        return [
          [
            id,
            {
              id,
              ref: '000000000000',
              kind: 'note',
              href: url`/notes/${id}`,
              title: { original, texts: note.titles },
              kindName: 'Note',
              knowledge,
            },
          ],
        ]
      }),
    ),
  searchable: async (ids) =>
    ids.flatMap((id): Searchable[] => {
      const note = notes.get(id)
      if (!note) return []
      const { kind = 'note', knowledge, instrument } = note
      const texts = Object.entries(note.titles).map(([lang, title]) => ({
        lang,
        title,
        summary: note.summaries?.[lang] ?? '',
        body: note.bodies?.[lang] ?? '',
      }))
      return [{ id, kind, knowledge, instrument, texts }]
    }),
}

export const registerNotes = (): void => registerKinds(noteKind)

/** Makes notes and indexes them at once; gives their ids. */
export function write(...all: Note[]): Promise<number[]> {
  return atomically(async () => {
    const ids: number[] = []
    for (const note of all) {
      const { id } = await makeThing({ kind: 'note', circle: note.circle })
      notes.set(id, note)
      if (note.about) await setAbout(id, note.about)
      ids.push(id)
    }
    await index(ids)
    return ids
  })
}

/** Changes what a note says, without indexing it again. */
export const rewrite = (id: number, note: Note): void => void notes.set(id, note)
export const tear = (id: number): void => void notes.delete(id)

import { z } from 'zod'
import { Labels, Lang } from '../base/text.ts'
import { Carrying, Change, EditionFile, Operation } from './changes.ts'
import { Choice, Condition, Definition, Group, Question, Section, Slot } from './definition.ts'

/** What the parts are called in the schema: people read it. */
const names = z.registry<{ id: string }>()
for (const [id, part] of Object.entries({
  ...{ Labels, Lang, Choice, Condition, Group, Question, Section, Slot, Carrying, Change, Operation },
}))
  names.add(part, { id })

let made: Record<string, unknown> | undefined

/** The format of definitions as JSON Schema (draft 2020-12), made from the same source as the check. */
export function definitionSchema(): Record<string, unknown> {
  made ??= {
    ...z.toJSONSchema(Definition, { io: 'input', metadata: names }),
    $id: 'urn:baobab:schema:instrument:1',
    title: 'Baobab instrument',
  }
  return made
}

let madeForEditions: Record<string, unknown> | undefined

/** The same for the file in which a new edition travels. */
export function editionSchema(): Record<string, unknown> {
  madeForEditions ??= {
    ...z.toJSONSchema(EditionFile, { io: 'input', metadata: names }),
    $id: 'urn:baobab:schema:edition:1',
    title: 'Baobab edition',
  }
  return madeForEditions
}

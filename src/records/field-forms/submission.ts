import type { Fault } from '../../base/import.ts'
import type { Definition } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { fieldKey, formNames } from './form-names.ts'

/** What could not be read, and where a file is missing that an answer names. */
export interface FieldFault extends Fault {
  file?: { path: string; name: string }
}

/** A piece of a submission: what is in it or, of a field, what was answered. */
export interface Piece {
  name: string
  /** Words, or GeoJSON. */
  value?: unknown
  inside: Piece[]
}

/** An answered field: in which rows, from the outermost in, counted from 0. */
export interface Leaf {
  name: string
  at: number[]
  value: unknown
}

/** What somebody sent from a form, before it is understood. */
export interface Submission {
  /** The same whenever it is sent. */
  instance?: string
  /** The form and the version that it says it answers. */
  form?: string
  version?: string
  leaves: Leaf[]
  /** Why none of it can be read. */
  fault?: string
}

/** What forms and their servers add of their own; nobody answered it. */
const theirs = new Set(
  [
    ...['start', 'end', 'today', 'deviceid', 'username', 'phonenumber', 'email', 'audit', 'instanceName'],
    ...['SubmissionDate', 'submissionDate', 'SubmitterID', 'SubmitterName', 'AttachmentsPresent'],
    ...[
      'AttachmentsExpected',
      'Status',
      'ReviewState',
      'DeviceID',
      'Edits',
      'KEY',
      'uuid',
      'rootUuid',
      'rootuuid',
    ],
  ].map((name) => name.toLowerCase()),
)

/** Names that say which submission it is, the surest first. */
const instanceNames = ['instanceID', '__id', '_uuid', 'KEY', '_id']
const versionNames = ['formVersion', 'FormVersion']

export const isTheirs = (name: string): boolean =>
  name.startsWith('_') || name.includes('@') || theirs.has(name.toLowerCase())

/** A submission as its pieces have it, for a questionnaire whose rows it knows. */
export function submissionOf(definition: Definition, root: Piece): Submission {
  const { targets } = formNames(definition)
  const repeats = repeatsIn(definition)
  const leaves: Leaf[] = []
  const own = new Map<string, string>()
  const walk = ({ inside }: Piece, at: number[]): void => {
    const counts = new Map<string, number>()
    for (const piece of inside) {
      const number = counts.get(piece.name) ?? 0
      counts.set(piece.name, number + 1)
      const here = repeats.has(piece.name) ? [...at, number] : at
      if (piece.inside.length) walk(piece, here)
      else if (piece.value === undefined || piece.value === '') continue
      else if (targets.has(piece.name) || !isKept(piece.name))
        leaves.push({ name: piece.name, at: here, value: piece.value })
      if (typeof piece.value === 'string' && !own.has(piece.name)) own.set(piece.name, piece.value)
    }
  }
  walk(root, [])
  const first = (names: string[]) => names.flatMap((name) => own.get(name) ?? [])[0]
  return {
    instance: first(instanceNames)?.replace(/^uuid:/, ''),
    version: first(versionNames),
    leaves,
  }
}

const isKept = (name: string): boolean =>
  isTheirs(name) || instanceNames.includes(name) || versionNames.includes(name)

/** The names of what stands in rows: groups that repeat, and tables. */
function repeatsIn(definition: Definition): Set<string> {
  const { groups, fields } = formNames(definition)
  const { parts, asked } = lookup(definition)
  return new Set([
    ...parts.flatMap(({ sections, group }) =>
      group.repeat ? (groups.get(`${sections.at(-1)!.id} ${group.id}`) ?? []) : [],
    ),
    ...[...asked.values()].flatMap(({ slot, question }) =>
      question.type === 'table' ? (fields.get(fieldKey(slot)) ?? []) : [],
    ),
  ])
}

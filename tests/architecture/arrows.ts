import { posix } from 'node:path'
import { type Breach, isTest, lineOf, type Source, visit } from './sources.ts'

/** The house from the ground up: a room imports only from those before it, and from its own. */
const ground = [
  ['base', 'ui'],
  ['places'],
  ['vocabularies'],
  ['people'],
  ['instruments'],
  ['records'],
  ['communities'],
]
const features = [
  'conversations',
  'events',
  'learning',
  'exchange',
  'datasets',
  'assessments',
  'requirements',
  'decisions',
]
const listeners = [
  'search',
  'notifications',
  'newsletters',
  'health',
  'moderation',
  'standards',
  'federation',
  'archive',
]
/** Collections keep searches and gather what the rooms below hold; products are made of both; pages that compose several come last. */
const above = [['collections'], ['products'], ['site'], ['top']]

/** The floor a room stands on; rooms on one floor of the ground know each other, features and listeners do not. */
const floors = new Map<string, { floor: number; room: string; shared: boolean }>()
for (const [floor, rooms] of [...ground, features, listeners, ...above].entries())
  for (const room of rooms) floors.set(room, { floor, room, shared: room === 'base' || room === 'ui' })

const roomOf = (path: string): string => {
  const [, room = '', deeper] = path.split('/')
  return deeper === undefined || room === 'command-line' ? 'top' : room
}

export interface Import {
  from: string
  to: string
  line: number
  /** `import type` is erased: it makes no cycle, but it is still an arrow. */
  typeOnly: boolean
}

export function importsOf(source: Source): Import[] {
  const found: Import[] = []
  const add = (value: unknown, start: number, typeOnly: boolean) => {
    if (typeof value === 'string' && value.startsWith('.'))
      found.push({
        from: source.path,
        to: posix.join(posix.dirname(source.path), value),
        line: lineOf(source.text, start),
        typeOnly,
      })
  }
  visit(source, {
    ImportDeclaration: (node) => add(node.source.value, node.start, node.importKind === 'type'),
    ExportNamedDeclaration: (node) =>
      node.source && add(node.source.value, node.start, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source.value, node.start, node.exportKind === 'type'),
    ImportExpression: (node) =>
      add('value' in node.source ? node.source.value : undefined, node.start, false),
  })
  return found
}

/** Imports that go up, or across between features or listeners. */
export function wrongArrows(all: Source[]): Breach[] {
  return all
    .filter((source) => !isTest(source))
    .flatMap(importsOf)
    .flatMap(({ from, to, line }) => {
      if (!to.startsWith('src/')) return []
      const here = floors.get(roomOf(from))
      const there = floors.get(roomOf(to))
      if (!here || !there)
        return [
          { path: from, line, says: `there is no room ${here ? roomOf(to) : roomOf(from)} in the house` },
        ]
      if (here.room === there.room || there.floor < here.floor || (here.shared && there.shared)) return []
      return [{ path: from, line, says: `${here.room} imports ${there.room}: arrows go one way` }]
    })
}

/** Files that import each other in a ring, once each. */
export function cycles(all: Source[]): Breach[] {
  const arrows = new Map(
    all
      .filter((source) => !isTest(source))
      .map((source) => [source.path, importsOf(source).filter((one) => !one.typeOnly)]),
  )
  const done = new Set<string>()
  const breaches: Breach[] = []
  const walk = (path: string, way: string[]) => {
    if (way.includes(path)) {
      breaches.push({ path, line: 1, says: `a ring: ${[...way.slice(way.indexOf(path)), path].join(' > ')}` })
      return
    }
    if (done.has(path)) return
    for (const { to } of arrows.get(path) ?? []) walk(to, [...way, path])
    done.add(path)
  }
  for (const path of arrows.keys()) walk(path, [])
  return breaches
}

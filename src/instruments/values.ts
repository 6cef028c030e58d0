import { type Labels, type Lang, pick, type Shown } from '../base/text.ts'
import type { Choice, Question } from './definition.ts'
import { type Geometry, shapesOf } from './geometry.ts'
import type { Asked } from './lookup.ts'
import { isYear } from './measures.ts'

/** What people wrote; `away`: in another language than the one read in, in which other answers stand. */
export interface Written extends Shown {
  away?: true
}

/** One answer as it is read, independent of how it is drawn. What people wrote carries its language. */
export type Value =
  | { kind: 'words'; words: Written; long: boolean }
  | { kind: 'link'; address: string }
  | { kind: 'yesno'; yes: boolean }
  | { kind: 'number'; number: number; unit?: string; decimals?: number; year?: boolean }
  | { kind: 'money'; amount: number; currency: string }
  | { kind: 'date'; day: string }
  /** `other`: what was written where none of the choices fits. */
  | { kind: 'choices'; chosen: Shown[]; ranked: boolean; other: Written[] }
  /** The `step`th of so many, counted from 1 at the low end. */
  | {
      kind: 'scale'
      step: number
      of: number
      chosen: Shown
      ends?: { low: Shown; high: Shown }
      other: Written[]
    }
  /** The column chosen in each answered row, counted from 0. */
  | { kind: 'matrix'; columns: Shown[]; rows: { label: Shown; column: number }[] }
  | { kind: 'place'; code: string }
  | { kind: 'geometry'; points: { lon: number; lat: number }[]; areas: number; lines: number }
  | { kind: 'person'; name: string; organisation?: string; ref?: string }
  | { kind: 'organisation'; name: string; ref?: string }
  | { kind: 'record'; ref?: string; title?: string; address?: string }
  | { kind: 'file' | 'image'; file: string; name?: string; caption?: Written; credit?: string; day?: string }
  | {
      kind: 'table'
      columns: { label: Shown; unit?: string; number: boolean }[]
      rows: (Written | number | undefined)[][]
    }

/** The language wanted, and those to fall back to: of what was written, and of the definition. */
export interface Languages {
  wanted: Lang
  original?: Lang
  definition: Lang
  /** Some answers stand in the language wanted: those that do not are marked. */
  mixed?: boolean
}

export function labelled(labels: Labels | undefined, { wanted, definition }: Languages): Shown | undefined {
  const text = labels?.[wanted]
  return text ? { lang: wanted, text } : pick(labels, wanted, definition)
}

const written = (words: Labels, languages: Languages): Written =>
  marked(pick(words, languages.wanted, languages.original) ?? unknown(''), languages)

const marked = (shown: Shown, { wanted, mixed }: Languages): Written =>
  mixed && plain(shown.lang) !== plain(wanted) ? { ...shown, away: true } : shown

/** `pt` for `pt-BR`. */
const plain = (lang: Lang): Lang => lang.split('-')[0]!

/** What has no words in any language stands for itself. */
const unknown = (text: string): Shown => ({ lang: 'und', text })

const choiceLabel = (choice: Choice | undefined, code: string, languages: Languages): Shown =>
  labelled(choice?.label, languages) ?? unknown(code)

/** Reads an answer that was checked against its definition; `other` is what its "other" was said to be. */
export function readValue(asked: Asked, answer: unknown, languages: Languages, other: Written[] = []): Value {
  const { question, choices } = asked
  switch (question.type) {
    case 'text':
    case 'longtext':
      return {
        kind: 'words',
        words: written(answer as Labels, languages),
        long: question.type === 'longtext',
      }
    case 'link':
      return { kind: 'link', address: answer as string }
    case 'yesno':
      return { kind: 'yesno', yes: answer as boolean }
    case 'number':
    case 'computed':
      return numberOf(question, answer as number)
    case 'money':
      return { kind: 'money', ...(answer as { amount: number; currency: string }) }
    case 'date':
      return { kind: 'date', day: answer as string }
    case 'choice':
    case 'choices':
    case 'ranking': {
      const chosen = [answer as string | string[]]
        .flat()
        .map((code) => choiceLabel(choices?.get(code), code, languages))
      return { kind: 'choices', chosen, ranked: question.type === 'ranking', other }
    }
    case 'scale':
      return scaleOf(asked, answer as string, languages, other)
    case 'matrix':
      return matrixOf(asked, answer as Record<string, string>, languages)
    case 'place':
      return { kind: 'place', code: answer as string }
    case 'geometry':
      return geometryOf(answer as Geometry)
    case 'person':
    case 'organisation':
      return { kind: question.type, ...(answer as { name: string; organisation?: string; ref?: string }) }
    case 'record': {
      const { ref, title, url } = answer as { ref?: string; title?: string; url?: string }
      return { kind: 'record', ref, title, address: url }
    }
    case 'file':
    case 'image': {
      const { caption, date, ...file } = answer as {
        file: string
        name?: string
        caption?: Labels
        credit?: string
        date?: string
      }
      return { kind: question.type, ...file, caption: caption && written(caption, languages), day: date }
    }
    case 'table':
      return tableOf(question, answer as Record<string, unknown>[], languages)
  }
}

const numberOf = (question: Question, number: number): Value => ({
  kind: 'number',
  number,
  unit: question.unit,
  decimals: question.decimals,
  year: isYear(question),
})

function scaleOf({ question, choices }: Asked, code: string, languages: Languages, other: Written[]): Value {
  const codes = [...(choices?.keys() ?? [])]
  const low = labelled(question.ends?.low, languages)
  const high = labelled(question.ends?.high, languages)
  return {
    kind: 'scale',
    step: codes.indexOf(code) + 1,
    of: codes.length,
    chosen: choiceLabel(choices?.get(code), code, languages),
    ...(low && high && { ends: { low, high } }),
    other,
  }
}

function matrixOf({ choices, rows }: Asked, answer: Record<string, string>, languages: Languages): Value {
  const columns = [...(choices?.values() ?? [])]
  return {
    kind: 'matrix',
    columns: columns.map((column) => choiceLabel(column, column.code, languages)),
    rows: [...(rows?.values() ?? [])]
      .filter(({ code }) => code in answer)
      .map((row) => ({
        label: choiceLabel(row, row.code, languages),
        column: columns.findIndex(({ code }) => code === answer[row.code]),
      })),
  }
}

/** Points as they are; of a line or an area its first position. */
function geometryOf(geometry: Geometry): Value {
  const shapes = shapesOf(geometry)
  const points = shapes.flatMap((shape) => {
    if (shape.type === 'MultiPoint') return shape.coordinates
    const first = shape.coordinates.flat(3) as number[]
    return [first.slice(0, 2)]
  })
  return {
    kind: 'geometry',
    points: points.map(([lon, lat]) => ({ lon: lon!, lat: lat! })),
    areas: shapes.filter(({ type }) => type.endsWith('Polygon')).length,
    lines: shapes.filter(({ type }) => type.endsWith('LineString')).length,
  }
}

function tableOf({ columns = [] }: Question, rows: Record<string, unknown>[], languages: Languages): Value {
  const cell = (value: unknown): Written | number | undefined => {
    if (typeof value === 'number' || value === undefined) return value
    return typeof value === 'string'
      ? languages.original
        ? marked({ lang: languages.original, text: value }, languages)
        : unknown(value)
      : written(value as Labels, languages)
  }
  return {
    kind: 'table',
    columns: columns.map(({ id, label, unit, type }) => ({
      label: labelled(label, languages) ?? unknown(id),
      unit,
      number: type === 'number',
    })),
    rows: rows.map((row) => columns.map(({ id }) => cell(row[id]))),
  }
}

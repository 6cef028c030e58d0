import { sql } from 'kysely'
import { db } from '../base/database/database.ts'
import type { Viewer } from '../base/viewer.ts'
import type { Definition } from '../instruments/definition.ts'
import { definitionOf, type Edition, everyInstrument } from '../instruments/editions.ts'
import { placesByCode } from '../places/places.ts'
import { topicsBySlug } from '../vocabularies/topics.ts'
import type { Asked } from './address.ts'
import type { Filters } from './narrowing.ts'

/** A coded answer by its number: ids that `doc.answers` holds. */
export interface AnswerCode {
  id: number
  slot: string
  code: string
}

export interface Choices {
  filters: Filters
  instruments: Edition[]
  /** When one questionnaire is chosen: what its answers can be narrowed by. */
  definition?: Definition
  codes: AnswerCode[]
}

/** No thing has this key: what is not known narrows to nothing. */
export const nothing = -1

/** What an address says, as keys: of places, topics and coded answers. */
export async function choicesOf(viewer: Viewer, asked: Asked): Promise<Choices> {
  return chosenAmong(asked, await everyInstrument(viewer))
}

/** What it narrows to, where nobody is to choose more. Questionnaires are asked for only when one is named. */
export async function filtersOf(viewer: Viewer, asked: Asked): Promise<Filters> {
  const instruments = asked.instrument.length ? await everyInstrument(viewer) : []
  return (await chosenAmong(asked, instruments)).filters
}

async function chosenAmong(asked: Asked, instruments: Edition[]): Promise<Choices> {
  const places = await placesByCode(asked.place)
  const topics = await topicsBySlug(asked.topic)
  const chosen =
    asked.instrument.length === 1 ? instruments.find(({ slug }) => slug === asked.instrument[0]) : undefined
  const definition = chosen && (await definitionOf(chosen.id))
  const codes = chosen
    ? await answerCodes(chosen.slug, [...(definition?.facets ?? []), ...Object.keys(asked.answers)])
    : []
  const numbers = (slot: string, only?: string[]) =>
    codes.filter((one) => one.slot === slot && (!only || only.includes(one.code))).map((one) => one.id)
  return {
    instruments,
    definition,
    codes,
    filters: {
      kind: asked.kind,
      lang: asked.in,
      knowledge: asked.knowledge,
      instrument: asked.instrument,
      place: asked.place.map((code) => places.get(code)?.id ?? nothing),
      topic: asked.topic.map((slug) => topics.get(slug)?.id ?? nothing),
      answer: Object.entries(asked.answers).map(([slot, only]) => ({
        slot,
        chosen: [nothing, ...numbers(slot, only)],
        all: numbers(slot),
      })),
    },
  }
}

async function answerCodes(instrument: string, slots: string[]): Promise<AnswerCode[]> {
  const { rows } = await sql<AnswerCode>`
    select id, slot, code from answer_code where instrument = ${instrument} and slot = any(${slots}::text[])`.execute(
    db(),
  )
  return rows
}

import { isDeepStrictEqual } from 'node:util'
import { formatNumber, t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { Answers } from '../instruments/answer.ts'
import type { Definition } from '../instruments/definition.ts'
import { Geometry } from '../instruments/geometry.ts'
import { lookup } from '../instruments/lookup.ts'
import type { Content } from './interchange.ts'

/** A tenth of a degree, some 11 km: the district a land user lives in, and not the field. */
const decimals = 1

/**
 * The answers with nothing closer on the map than a tenth of a degree, and nothing else that was
 * written beside a shape. Each that was cut is noted among `said`. Done twice, nothing changes.
 */
export function coarsened(definition: Definition, answers: Answers, said: Fault[]): Answers {
  const { groups } = lookup(definition)
  return Object.fromEntries(
    Object.entries(answers).map(([group, rows]) => [
      group,
      rows.map((row, i) =>
        Object.fromEntries(
          Object.entries(row).map(([id, answer]) => {
            if (groups.get(group)?.get(id)?.question.type !== 'geometry') return [id, answer]
            const cut = cutGeometry(answer as Geometry)
            if (!isDeepStrictEqual(cut, answer))
              said.push({
                place: t('instruments.answerAt', { group, row: String(i + 1), question: id }),
                message: t('records.coordinatesCut', { step: formatNumber(10 ** -decimals) }),
                note: true,
              })
            return [id, cut]
          }),
        ),
      ),
    ]),
  )
}

/** The same of answers to an edition before that are kept beside, which are known by their shape. */
export function coarsenedBeside<T extends Pick<Content, 'kept'>>(content: T): T {
  if (!content.kept) return content
  const kept = content.kept.map((one) => {
    const { data } = Geometry.safeParse(one.answer)
    return data ? { ...one, answer: cutGeometry(data) } : one
  })
  return { ...content, kept }
}

function cutGeometry(geometry: Geometry): unknown {
  const { type } = geometry
  switch (type) {
    case 'FeatureCollection':
      return { type, features: geometry.features.map(cutGeometry) }
    case 'GeometryCollection':
      return { type, geometries: geometry.geometries.map(cutGeometry) }
    case 'Feature':
      return { type, properties: null, geometry: cutGeometry(geometry.geometry) }
    default:
      return { type, coordinates: cutPositions(geometry.coordinates) }
  }
}

/** A position is a list of numbers; whatever holds positions is a list of lists. A height is left out. */
const cutPositions = (given: unknown): unknown => {
  const list = given as unknown[]
  return typeof list[0] === 'number'
    ? list.slice(0, 2).map((one) => cut(one as number))
    : list.map(cutPositions)
}

const cut = (degrees: number): number => Number(degrees.toFixed(decimals))

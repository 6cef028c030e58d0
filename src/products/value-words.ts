import { label } from '../base/i18n/t.ts'
import type { Shown } from '../base/text.ts'
import type { Value } from '../instruments/values.ts'
import type { Names } from '../instruments/views/Value.tsx'
import { coordinates, inWords, placeName } from '../instruments/words.ts'
import type { Fact } from './product.ts'
import { plain, proseOf } from './prose.ts'

/** So many points of a map are read. */
const points = 3

/** An answer in lines of plain words; what belongs to no language is in that of the product. */
export function linesOf(value: Value, names: Names, lang: string): Shown[] {
  const said = (text: string): Shown => ({ lang, text })
  switch (value.kind) {
    case 'words':
      return proseOf(value.words).map((one) => ({ lang: value.words.lang, text: plain(one) }))
    case 'choices':
      return [
        ...value.chosen.map((one, i) => (value.ranked ? { ...one, text: `${i + 1}. ${one.text}` } : one)),
        ...value.other,
      ].map((one) => ({ lang: one.lang, text: one.text }))
    case 'scale':
      return [value.chosen, ...value.other].map((one) => ({ lang: one.lang, text: one.text }))
    case 'place':
      return [said(label(names.places?.get(value.code)?.name) || placeName(value.code))]
    case 'record': {
      const record = value.ref === undefined ? undefined : names.records?.get(value.ref)
      return [record?.title ?? said(inWords(value))]
    }
    case 'geometry':
      return value.points.slice(0, points).map((point) => said(coordinates(point)))
    default:
      return [said(inWords(value))]
  }
}

/** A short answer beside what it is the answer to. */
export function factOf(term: Shown | undefined, value: Value, names: Names, lang: string): Fact {
  return {
    ...(term && { term: { lang: term.lang, text: term.text } }),
    lines: linesOf(value, names, lang),
    ...(value.kind === 'scale' && value.of > 1 && { scale: { step: value.step, of: value.of } }),
  }
}

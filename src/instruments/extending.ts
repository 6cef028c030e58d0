import { isDeepStrictEqual } from 'node:util'
import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { Choice, Definition, Group, Question } from './definition.ts'
import { type Asked, lookup } from './lookup.ts'
import { placeOf } from './place-of.ts'

/**
 * What an extending definition does to the questions it shares with the one it extends, and may not: their
 * answers must mean the same in both. It may ask more, leave questions out, offer fewer choices and rows,
 * and allow a narrower range; words may be translated and said otherwise. Each breach is a fault with its
 * place.
 */
export function extensionFaults(definition: Definition, base: Definition): Fault[] {
  const shared = lookup(base).asked
  return [...lookup(definition).asked.values()].flatMap((one) => {
    const standard = shared.get(one.slot)
    if (!standard) return []
    return [...groupMessages(one.group, standard.group), ...messages(one, standard)].map((message) => ({
      place: placeOf(one, one.question),
      message,
    }))
  })
}

function messages(one: Asked, standard: Asked): string[] {
  const [mine, theirs] = [one.question, standard.question]
  if (mine.type !== theirs.type)
    return [t('instruments.extendsType', { type: mine.type, standard: theirs.type })]
  return [
    ...(mine.unit === theirs.unit
      ? []
      : [t('instruments.extendsUnit', { unit: mine.unit ?? '', standard: theirs.unit ?? '' })]),
    ...(isDeepStrictEqual(mine.computed, theirs.computed) ? [] : [t('instruments.extendsComputed')]),
    ...codeMessages(one.choices, standard.choices, mine),
    ...codeMessages(one.rows, standard.rows, mine),
    ...columnMessages(mine, theirs),
    ...boundMessages(mine, theirs),
  ]
}

/** Fewer rows are fine; a group that repeats in one alone has answers of another shape. */
function groupMessages({ repeat: mine }: Group, { repeat: theirs }: Group): string[] {
  if (Boolean(mine) !== Boolean(theirs)) return [t('instruments.extendsRepeat')]
  return mine && theirs && mine.max > theirs.max
    ? [t('instruments.extendsWider', { key: 'repeat', standard: String(theirs.max) })]
    : []
}

type Codes = Map<string, Choice> | undefined

const ordered = new Set<Question['type']>(['scale', 'matrix'])

function codeMessages(mine: Codes, theirs: Codes, { type }: Question): string[] {
  if (!mine || !theirs) return []
  const added = [...mine.keys()].filter((code) => !theirs.has(code))
  const kept = [...mine.values()].filter(({ code }) => theirs.has(code))
  const meant = kept.filter((choice) => meaningOf(choice) !== meaningOf(theirs.get(choice.code)!))
  const order = [...theirs.keys()].filter((code) => mine.has(code))
  const turned = ordered.has(type) && kept.some(({ code }, i) => code !== order[i])
  return [
    ...added.map((code) => t('instruments.extendsCode', { code })),
    ...meant.map(({ code }) => t('instruments.extendsCodeMeans', { code })),
    ...(turned ? [t('instruments.extendsOrder')] : []),
  ]
}

/** What a code counts as and which place it is; what it is a part of may be left out with the whole. */
const meaningOf = ({ value, place }: Choice): string => JSON.stringify([value, place])

function columnMessages({ columns: mine = [] }: Question, { columns: theirs = [] }: Question): string[] {
  return mine.flatMap(({ id, type, unit }) => {
    const standard = theirs.find((one) => one.id === id)
    return standard && standard.type === type && standard.unit === unit
      ? []
      : [t('instruments.extendsColumn', { id })]
  })
}

/** A bound that lets through what the standard one does not. */
function boundMessages(mine: Question, theirs: Question): string[] {
  const most = (max: Question['max'] = Number.POSITIVE_INFINITY): number =>
    max === 'this-year' ? new Date().getUTCFullYear() : max
  const wider: [key: keyof Question, is: boolean][] = [
    ['min', (mine.min ?? Number.NEGATIVE_INFINITY) < (theirs.min ?? Number.NEGATIVE_INFINITY)],
    ['max', most(mine.max) > most(theirs.max)],
    ['decimals', (mine.decimals ?? more) > (theirs.decimals ?? more)],
    ['maxLength', (mine.maxLength ?? more) > (theirs.maxLength ?? more)],
    ['maxChoices', (mine.maxChoices ?? more) > (theirs.maxChoices ?? more)],
    ['kinds', !among(mine.kinds, theirs.kinds)],
    ['instruments', !among(mine.instruments, theirs.instruments)],
  ]
  return wider.flatMap(([key, is]) =>
    is ? [t('instruments.extendsWider', { key, standard: JSON.stringify(theirs[key]) })] : [],
  )
}

const more = Number.POSITIVE_INFINITY

/** None named is all of them. */
const among = (mine: string[] | undefined, theirs: string[] | undefined): boolean =>
  !theirs?.length || Boolean(mine?.length && mine.every((one) => theirs.includes(one)))

import { languageName, t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { Labels } from '../base/text.ts'
import type { Choice, Definition, Group, Section } from './definition.ts'
import { lookup, type Part } from './lookup.ts'
import { placeOf } from './place-of.ts'

/** What is named twice, or not at all, or not in the language the definition was written in. */
export function nameFaults(definition: Definition): Fault[] {
  return [
    ...sectionFaults(definition.sections, [], new Set(), definition),
    ...groupFaults(definition),
    ...Object.entries(definition.lists).flatMap(([name, choices]) => listFaults(name, choices, definition)),
    ...unsaid({ place: 'title', labels: definition.title }, definition),
  ]
}

function sectionFaults(
  sections: Section[],
  above: string[],
  seen: Set<string>,
  definition: Definition,
): Fault[] {
  return sections.flatMap((section) => {
    const path = [...above, `section ${section.id}`]
    const place = path.join(' > ')
    const twice = seen.has(section.id)
    seen.add(section.id)
    return [
      ...(twice ? [{ place, message: t('instruments.faultSectionTwice', { id: section.id }) }] : []),
      ...unsaid({ place, labels: section.title }, definition),
      ...sectionFaults(section.sections ?? [], path, seen, definition),
    ]
  })
}

function groupFaults(definition: Definition): Fault[] {
  const first = new Map<string, Group>()
  return lookup(definition).parts.flatMap((part) => {
    const { group } = part
    const before = first.get(group.id)
    if (!before) first.set(group.id, group)
    return [
      ...(before && !group.again
        ? [{ place: placeOf(part), message: t('instruments.faultGroupTwice', { id: group.id }) }]
        : []),
      ...(!before && group.again
        ? [{ place: placeOf(part), message: t('instruments.faultAgainFirst', { id: group.id }) }]
        : []),
      ...(before && group.again ? differences(part, before) : []),
      ...(group.repeat && group.repeat.min > group.repeat.max
        ? [
            {
              place: `${placeOf(part)} > repeat`,
              message: t('instruments.faultMinMax', { min: group.repeat.min, max: group.repeat.max }),
            },
          ]
        : []),
      ...(group.title ? unsaid({ place: `${placeOf(part)} > title`, labels: group.title }, definition) : []),
      ...questionNameFaults(part, definition),
    ]
  })
}

/** The same slot must not be asked for in two ways. */
function differences(part: Part, before: Group): Fault[] {
  return part.group.questions.flatMap((question) => {
    const same = before.questions.find(({ id }) => id === question.id)
    if (!same || (same.type === question.type && same.list === question.list)) return []
    return [
      { place: placeOf(part, question), message: t('instruments.faultAgainDiffers', { id: question.id }) },
    ]
  })
}

function questionNameFaults(part: Part, definition: Definition): Fault[] {
  const seen = new Set<string>()
  return part.group.questions.flatMap((question) => {
    const place = placeOf(part, question)
    const twice = seen.has(question.id)
    seen.add(question.id)
    return [
      ...(twice ? [{ place, message: t('instruments.faultQuestionTwice', { id: question.id }) }] : []),
      ...(question.id === 'id' ? [{ place, message: t('instruments.faultReservedId') }] : []),
      ...unsaid({ place, labels: question.label }, definition),
    ]
  })
}

function listFaults(name: string, choices: Choice[], definition: Definition): Fault[] {
  const place = `list ${name}`
  if (choices.length === 0) return [{ place, message: t('instruments.faultEmptyList') }]
  const broader = new Map<string, string | undefined>()
  const faults: Fault[] = []
  for (const { code, label, broader: above } of choices) {
    if (broader.has(code))
      faults.push({ place: `${place} > choice ${code}`, message: t('instruments.faultCodeTwice', { code }) })
    broader.set(code, above)
    faults.push(...unsaid({ place: `${place} > choice ${code}`, labels: label }, definition))
  }
  for (const [code, above] of broader) {
    if (above === undefined) continue
    const at = `${place} > choice ${code}`
    if (!broader.has(above))
      faults.push({ place: at, message: t('instruments.faultBroader', { code: above }) })
    else if (endless(code, broader))
      faults.push({ place: at, message: t('instruments.faultBroaderCircle', { code }) })
  }
  return faults
}

function endless(code: string, broader: Map<string, string | undefined>): boolean {
  const seen = new Set<string>()
  for (let at: string | undefined = code; at !== undefined; at = broader.get(at)) {
    if (seen.has(at)) return true
    seen.add(at)
  }
  return false
}

function unsaid({ place, labels }: { place: string; labels: Labels }, { languages }: Definition): Fault[] {
  const first = languages[0]!
  return first in labels
    ? []
    : [{ place, message: t('instruments.faultUnsaid', { language: languageName(first) }) }]
}

import { freeName } from '../../base/slug.ts'
import { type CheckedDefinition, checkDefinition } from '../check.ts'
import { shapeFaults } from '../check-shape.ts'
import type { Choice, Definition, Group, RecordKind, Section, Slot } from '../definition.ts'
import { alpha2Of } from './countries.ts'
import { type Around, conditionOf, questionOf } from './questions.ts'
import { type SlmGroup, type SlmQuestion, type SlmSection, SlmStandard } from './standard.ts'

/** What the files do not say of themselves: what each makes, what it belongs to, what tells where it holds. */
const known: Record<string, { makes: RecordKind | 'none'; moduleOf?: string[]; context?: Slot[] }> = {
  technologies: {
    makes: 'practice',
    context: [
      ...['tech_qg_55/tech_agroclimatic_zone', 'tech_qg_54/tech_rainfall', 'tech_qg_56/tech_slopes'],
      ...[
        'tech_qg_56/tech_altitudinalzone',
        'tech_qg_58/tech_soil_texture_topsoil',
        'tech_qg_9/tech_landuse_2018',
      ],
      ...['tech_qg_9/tech_landuse', 'tech_qg_71/tech_market_orientation', 'tech_qg_72/tech_land_size'],
      ...['tech_qg_73/tech_ownership', 'tech_qg_73/tech_landuserights'],
    ],
  },
  approaches: { makes: 'practice' },
  unccd: { makes: 'practice' },
  watershed: { makes: 'case' },
  cca: { makes: 'none', moduleOf: ['slm-technologies'] },
  cbp: { makes: 'none', moduleOf: ['slm-technologies'] },
}

/**
 * Reads a shared SLM questionnaire whole: every question, list, condition and language of it, as a
 * definition `slm-<id>`. What the file has and this does not know is a fault with its place.
 */
export function fromSlmStandard(json: unknown): CheckedDefinition {
  const read = SlmStandard.safeParse(json)
  if (!read.success) return { faults: shapeFaults(json, read.error) }
  return checkDefinition(definitionOf(read.data))
}

function definitionOf(standard: SlmStandard): Definition {
  const { id, edition, title, source, languages, modules, sections, choiceLists } = standard
  const about = known[id] ?? { makes: 'practice' }
  const asked = questionsIn(sections)
  const slots = new Set(asked.map(({ slot }) => slot))
  const facets = standard.facets
    .toSorted((a, b) => a.order - b.order)
    .map(({ group, question }) => `${group}/${question}`)
  const fills = fillsOf(asked)
  const names = { sections: new Set<string>(), groups: new Set<string>() }
  return {
    format: 'baobab-instrument/1',
    slug: `slm-${id}`,
    edition,
    title,
    languages,
    source: {
      title: new URL(source.repository).pathname.slice(1),
      url: `${source.repository}/tree/${source.commit}`,
      licence: source.licence,
      copyright: source.copyright,
      note: `${source.files.join(', ')}: ${source.note}`,
    },
    makes: about.makes,
    review: 'full',
    ...(about.moduleOf && { moduleOf: about.moduleOf }),
    ...(modules.length && { modules: modules.map((module) => `slm-${module}`) }),
    lists: Object.fromEntries(
      Object.entries(choiceLists).map(([name, choices]) => [name, choices.map(choiceOf)]),
    ),
    sections: sections.map((section) => sectionOf(section, names, { asked, facets })),
    fills,
    facets,
    columns: [...(fills?.place ? [fills.place] : []), ...facets.slice(0, 5)],
    context: (about.context ?? []).filter((slot) => slots.has(slot)),
  }
}

const questionsIn = (sections: SlmSection[]): Around['asked'] =>
  sections.flatMap(({ groups = [], sections: within = [] }) => [
    ...groups.flatMap(({ id, questions }) =>
      questions.map((question) => ({ slot: `${id}/${question.id}`, question })),
    ),
    ...questionsIn(within),
  ])

function fillsOf(asked: Around['asked']): Definition['fills'] {
  const first = (is: (question: SlmQuestion) => unknown): Slot | undefined =>
    asked.find(({ question }) => is(question))?.slot
  const fills = {
    title: first(({ isTitle }) => isTitle),
    summary: first(({ inList, type }) => inList && type === 'longtext'),
    place:
      first(({ choices, inList }) => inList && choices === 'country') ??
      first(({ choices }) => choices === 'country'),
    image: first(({ inList, type }) => inList && type === 'image'),
    geometry: first(({ isGeometry }) => isGeometry),
  }
  return Object.fromEntries(Object.entries(fills).filter(([, slot]) => slot))
}

const choiceOf = (choice: Choice): Choice => {
  const [, alpha3] = /^country_([A-Z]{3})$/.exec(choice.code) ?? []
  return alpha3 ? { ...choice, place: alpha2Of(alpha3) } : choice
}

interface Names {
  sections: Set<string>
  groups: Set<string>
}

function sectionOf(
  { id, number, title, help, groups, sections }: SlmSection,
  names: Names,
  around: Around,
): Section {
  return {
    // The files name some sections as the one they stand in; ours are addresses.
    id: unused(id, names.sections),
    ...(number !== undefined && { number }),
    title,
    ...(help && { help }),
    ...(groups && { groups: groups.map((group) => groupOf(group, names, around)) }),
    ...(sections && { sections: sections.map((section) => sectionOf(section, names, around)) }),
  }
}

function unused(id: string, names: Set<string>): string {
  const name = freeName(id, names)
  names.add(name)
  return name
}

function groupOf(group: SlmGroup, names: Names, around: Around): Group {
  const { id, title, help, repeat, numbered, userRole, showIf, questions } = group
  const again = names.groups.has(id)
  names.groups.add(id)
  return {
    id,
    ...(title && { title }),
    ...(help && { help }),
    // There the least is how many rows the form begins with; a single one is no fault.
    ...(repeat && { repeat: { min: 0, max: repeat.max, shown: repeat.min } }),
    ...(numbered && { numbered: true }),
    ...(userRole && { role: 'resource-person' }),
    ...(again && { again }),
    ...(showIf && { when: conditionOf(showIf) }),
    questions: questions.map((question) => questionOf(question, group, around)),
  }
}

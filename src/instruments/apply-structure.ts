import { t } from '../base/i18n/t.ts'
import type { OperationOf } from './changes.ts'
import type { Section } from './definition.ts'
import { forget, renameIn } from './slot-names.ts'
import {
  groupsIn,
  hasGroup,
  place,
  sayOnce,
  sectionIn,
  sectionsOf,
  set,
  undoable,
  type Work,
} from './work.ts'

/** The sections within the one that is named, else the outermost. */
function within(work: Work, id: string | undefined): Section[] {
  if (id === undefined) return work.definition.sections
  const { section } = sectionIn(work, id)
  return (section.sections ??= [])
}

export function addSection(work: Work, { section, in: above, after }: OperationOf<'add-section'>): void {
  if ([...sectionsOf(work.definition.sections)].some(({ id }) => id === section.id))
    undoable(t('instruments.faultSectionTwice', { id: section.id }))
  place(within(work, above), structuredClone(section) as Section, 'id', after)
}

export function removeSection(work: Work, { section: id }: OperationOf<'remove-section'>): void {
  const { section, among } = sectionIn(work, id)
  sayOnce(work, `section ${id} removed`)
  among.splice(among.indexOf(section), 1)
  dropEmpty(work)
  for (const one of sectionsOf([section])) for (const group of one.groups ?? []) forget(work, group)
}

export function moveSection(
  work: Work,
  { section: id, in: above, after }: OperationOf<'move-section'>,
): void {
  const { section, among } = sectionIn(work, id)
  if (above !== undefined && [...sectionsOf([section])].some((one) => one.id === above))
    undoable(t('instruments.faultIntoItself', { id }))
  sayOnce(work, `section ${id} moved`)
  const to =
    above === undefined && among !== work.definition.sections ? work.definition.sections : within(work, above)
  among.splice(among.indexOf(section), 1)
  place(to, section, 'id', after)
  dropEmpty(work)
}

export function changeSection(work: Work, { section: id, set: keys }: OperationOf<'change-section'>): void {
  const { section } = sectionIn(work, id)
  for (const key of Object.keys(keys)) sayOnce(work, `section ${id} ${key}`)
  set(section, keys)
}

export function addGroup(work: Work, { group, section: id, after }: OperationOf<'add-group'>): void {
  const { section } = sectionIn(work, id)
  if (hasGroup(work, group.id) && !group.again) undoable(t('instruments.faultGroupTwice', { id: group.id }))
  place((section.groups ??= []), structuredClone(group), 'id', after)
}

export function removeGroup(work: Work, { group: id, section }: OperationOf<'remove-group'>): void {
  const standing = groupsIn(work, id, section)
  sayOnce(work, `group ${id} removed`)
  for (const one of standing) one.section.groups!.splice(one.section.groups!.indexOf(one.group), 1)
  dropEmpty(work)
  for (const one of standing) forget(work, one.group)
}

export function moveGroup(work: Work, { group: id, section, to, after }: OperationOf<'move-group'>): void {
  const [one, ...others] = groupsIn(work, id, section)
  if (others.length) undoable(t('instruments.faultWhichSection', { id }))
  sayOnce(work, `group ${id} moved${section === undefined ? '' : ` from ${section}`}`)
  const target = to === undefined ? one!.section : sectionIn(work, to).section
  one!.section.groups!.splice(one!.section.groups!.indexOf(one!.group), 1)
  place((target.groups ??= []), one!.group, 'id', after)
  dropEmpty(work)
}

export function renameGroup(work: Work, { group: id, to }: OperationOf<'rename-group'>): void {
  if (hasGroup(work, to)) undoable(t('instruments.faultGroupTwice', { id: to }))
  const standing = groupsIn(work, id)
  sayOnce(work, `group ${id} renamed`)
  const ids = new Set(standing.flatMap(({ group }) => group.questions.map((question) => question.id)))
  for (const { group } of standing) group.id = to
  for (const question of ids) renameIn(work, `${id}/${question}`, `${to}/${question}`)
  for (const section of sectionsOf(work.definition.sections))
    for (const group of section.groups ?? [])
      for (const question of group.questions)
        if (question.fromGroups)
          question.fromGroups = question.fromGroups.map((one) => (one === id ? to : one))
}

export function changeGroup(
  work: Work,
  { group: id, section, set: keys }: OperationOf<'change-group'>,
): void {
  const standing = groupsIn(work, id, section)
  for (const key of Object.keys(keys)) sayOnce(work, `group ${id} ${key}${section ? ` in ${section}` : ''}`)
  for (const { group } of standing) set(group, keys)
}

/** A section with nothing in a list has no such list. */
function dropEmpty(work: Work): void {
  for (const section of sectionsOf(work.definition.sections)) {
    if (section.groups?.length === 0) delete section.groups
    if (section.sections?.length === 0) delete section.sections
  }
}

import { z } from 'zod'
import { t } from '../../base/i18n/t.ts'
import { holds, type Viewer } from '../../base/viewer.ts'
import { type Invitee, knownAddresses } from '../../people/bringing-members.ts'
import { everywhere } from '../../places/everywhere.ts'
import { partsOf, tidy } from './cells.ts'
import { placeFinder } from './finders.ts'
import { languageTagOf } from './identifiers.ts'
import type { Planned, Seen } from './planning.ts'
import type { Run } from './run.ts'
import { withinOf } from './standing.ts'
import { type MemberTarget, memberTargets, targetName } from './targets.ts'

/** So many invitations leave by one file: more is a newsletter to people who never asked. */
const mostInvited = 2_000

const Email = z.email()

/**
 * Says of each line whether an invitation would leave. Whether an address is known here is not told apart
 * from whether it was invited: nothing is sent, and that is all.
 */
export async function planMembers(
  viewer: Viewer,
  { matching, lang }: Run,
  lines: { line: number; given: unknown }[],
  seen: Seen,
): Promise<Planned[]> {
  const placeOf = await placeFinder()
  const { byCode } = await everywhere()
  const read = lines.map(({ given }) => inviteeFrom(given as string[], matching.columns, placeOf))
  const places = read.map(({ invitee }) =>
    (invitee.places.length ? invitee.places : matching.places).flatMap((code) => byCode.get(code)?.id ?? []),
  )
  const within = await withinOf([...new Set(places.flat())])
  const known = await knownAddresses(read.map(({ invitee }) => invitee.email))
  return read.map(({ invitee, reasons }, i): Planned => {
    const fault = (reason: string): Planned => ({
      outcome: 'fault',
      differences: [],
      reasons: [...reasons, reason],
    })
    if (!invitee.name) return fault(t('imports.noName'))
    if (!Email.safeParse(invitee.email).success)
      return fault(t('imports.noEmail', { value: invitee.email.slice(0, 100) }))
    const earlier = seen.get(invitee.email)
    if (earlier !== undefined) return fault(t('imports.saidBefore', { line: earlier }))
    seen.set(invitee.email, lines[i]!.line)
    if (seen.size > mostInvited) return fault(t('imports.tooManyInvited', { most: mostInvited }))
    if (
      !holds(
        viewer,
        'curator',
        places[i]!.flatMap((id) => within.get(id) ?? [id]),
      )
    )
      return fault(t('imports.notYours'))
    const outcome = known.has(invitee.email) ? 'unchanged' : 'new'
    return {
      outcome,
      plan: { title: invitee.name, invitee, lang } as never,
      differences: outcome === 'new' ? shownOf(invitee) : [],
      reasons,
    }
  })
}

const shownOf = (invitee: Invitee) =>
  memberTargets.flatMap((target) => {
    const after = [invitee[target] ?? []].flat().join('; ')
    return after ? [{ what: targetName(target), after }] : []
  })

function inviteeFrom(
  cells: string[],
  columns: string[],
  placeOf: (words: string) => string | undefined,
): { invitee: Invitee; reasons: string[] } {
  const reasons: string[] = []
  const take = (target: MemberTarget): string => tidy(cells[columns.indexOf(target)] ?? '')
  const several = (
    target: MemberTarget,
    find: (words: string) => string | undefined,
    why: (value: string) => string,
  ) =>
    partsOf(take(target).replace(/[,،]/g, ';')).flatMap((part) => {
      const code = find(part)
      if (!code) reasons.push(why(part.slice(0, 100)))
      return code ?? []
    })
  const invitee = {
    name: take('name').replace(/\s+/g, ' ').slice(0, 100),
    email: take('email').toLowerCase(),
    ...(take('organisation') && { organisation: take('organisation').slice(0, 200) }),
    languages: several('languages', languageTagOf, (value) => t('imports.noLanguage', { value })),
    places: several('places', placeOf, (value) => t('imports.noPlace', { value })),
  }
  return { invitee, reasons }
}

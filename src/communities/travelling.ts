import type { Viewer } from '../base/viewer.ts'
import { url } from '../ui/url.ts'
import { aboutOf, namesIn } from '../vocabularies/subjects.ts'
import { restShown } from './access.ts'
import { communityUrl } from './address.ts'
import type { NamedOrganisation } from './community.ts'
import { goalsOf } from './goals.ts'
import { communityFor } from './reading.ts'

/** A community as data: what its pages say of it, of its people those who facilitate. The refusals of `communityFor`. */
export async function travellingCommunity(viewer: Viewer, slug: string) {
  const community = await communityFor(viewer, slug)
  const about = await aboutOf(community.subjects)
  const { name, question, conditions, purpose, conduct, resources, homeless, parting } = community
  return {
    ref: community.ref,
    slug: community.slug,
    sort: community.sort,
    changed: new Date(community.changed).toISOString(),
    address: communityUrl(community),
    name,
    ...said({ question, conditions, purpose, conduct, resources, homeless, parting }),
    ...said({ resourcesUntil: community.resourcesUntil, rest: restShown(community) }),
    places: namesIn(about, '/places/').split('\n').filter(Boolean),
    topics: namesIn(about, '/topics/').split('\n').filter(Boolean),
    joining: community.joining,
    openTo: community.openTo,
    forGovernments: community.forGovernments,
    ...said({
      home: addressed(community.home),
      successor: addressed(community.successor),
      sponsor: addressed(community.sponsor),
      above: community.above && communityUrl(community.above),
    }),
    members: community.size,
    facilitators: community.roles.flatMap(({ role, name, since, until }) =>
      role === 'facilitator' && since ? [{ name, since, ...said({ until }) }] : [],
    ),
    goals: (await goalsOf(viewer, slug)).map(({ words, measure, by, how, reason }) => ({
      words,
      measure,
      ...said({ by, how, reason }),
    })),
  }
}

const addressed = (one: NamedOrganisation | null) =>
  one && { address: url`/organisations/${one.slug}`, name: one.name }

/** Without what nobody said. */
const said = <T extends object>(parts: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== null)) as never

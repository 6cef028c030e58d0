import { refuse } from '../../base/refusal.ts'
import { holds, type Viewer } from '../../base/viewer.ts'

/** Who may bring in at all: curators, if only of one place; each line is then held to what they keep. */
export const mayBring = (viewer: Viewer): boolean =>
  holds(viewer, 'curator') ||
  (viewer.kind === 'person' && (viewer.appointments ?? []).some(({ role }) => role === 'curator'))

export function refuseUnlessMayBring(viewer: Viewer): void {
  if (!mayBring(viewer)) refuse('forbidden', 'imports.mayNot')
}

/** Their own, and for whoever curates everywhere those of all: names and addresses of people stand in some. */
export const maySeeRun = (viewer: Viewer, person: number | null): boolean =>
  holds(viewer, 'curator') || (viewer.kind === 'person' && viewer.id === person)

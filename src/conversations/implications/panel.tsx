import type { Panel } from '../../base/things/kinds.ts'
import { type Meaning, meaningAsked } from './reading.ts'
import { MeaningPanel } from './views/MeaningPanel.tsx'

/** On the page of a policy: what it means and the way to ask; on that of what became of it: where it comes from. */
export const implicationsPanel: Panel = {
  on: ['record', 'agenda-question'],
  asked: meaningAsked,
  drawn: (_viewer, of, meaning: Meaning | null) =>
    meaning && (meaning.policy || meaning.from.length > 0) ? (
      <MeaningPanel of={of} meaning={meaning} />
    ) : null,
}

import type { JSX } from '../../../ui/jsx/elements.ts'
import type { Progress } from '../question.ts'

/** How far a question has come, as a bar; the word for it stands beside. */
export const Meter = ({ progress }: { progress: Progress }): JSX.Element => (
  <div class={`meter ${progress}`} aria-hidden="true">
    <i />
  </div>
)

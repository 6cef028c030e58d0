import type { JSX } from '../jsx/elements.ts'
import { Tag } from './Tag.tsx'

/** What a reader must know before trusting a thing, in a word each; nothing where there is nothing to know. */
export const Marks = ({ of = [] }: { of?: string[] }): JSX.Element => (
  <>
    {of.map((words) => (
      <Tag tone="problem">{words}</Tag>
    ))}
  </>
)

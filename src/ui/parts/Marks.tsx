import type { JSX } from '../jsx/elements.ts'
import { Tag } from './Tag.tsx'

/** What a reader must know before trusting a thing, in a word each, and how it stands; nothing where there is nothing to know. */
export const Marks = ({ of = [], states = [] }: { of?: string[]; states?: string[] }): JSX.Element => (
  <>
    {of.map((words) => (
      <Tag tone="problem">{words}</Tag>
    ))}
    {states.map((words) => (
      <Tag>{words}</Tag>
    ))}
  </>
)

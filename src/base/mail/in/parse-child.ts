import { parse } from './parse.ts'

/**
 * A program of its own: takes one message apart, `parse-child.ts <path>`, and gives that to whoever runs it. Run by
 * `parsing.ts` with bounds on memory and time, because what it reads may be made to have none.
 */
const parsed = await parse(process.argv[2] ?? '')
process.send?.(parsed, () => process.disconnect())

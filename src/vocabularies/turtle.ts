import { t } from '../base/i18n/t.ts'
import type { Fault } from '../base/import.ts'
import type { Triple } from './skos.ts'

/** After so many faults the rest of the file is left unread. */
const patience = 20

/**
 * The triples of a Turtle text (also of N-Triples and TriG). A statement that is not Turtle is named
 * by its line and left out; the others are kept.
 */
export async function turtleTriples(text: string): Promise<{ triples: Triple[]; faults: Fault[] }> {
  // Only when a file is read: n3 takes as long to load as a page to answer.
  const { Parser } = await import('n3')
  const lines = text.split('\n')
  const faults: Fault[] = []
  for (;;) {
    try {
      return { triples: new Parser().parse(lines.join('\n')), faults }
    } catch (error) {
      const { context } = error as N3Error
      const line = Math.min(context?.line ?? lines.length, lines.length)
      faults.push({
        place: `line ${line}`,
        message: notTurtle(error as N3Error),
      })
      const { start, end } = statementAround(lines, line - 1)
      if (faults.length === patience) {
        faults.push({
          place: `line ${start + 1}`,
          message: t('vocabularies.faultPatience', { count: patience }),
        })
        lines.length = start
      } else lines.fill('', start, end + 1)
      if (faults.length > patience + 1) return { triples: [], faults }
    }
  }
}

interface N3Error extends Error {
  context?: { line: number; token?: { value?: unknown } }
}

/** Its own words are English: only what it quotes of the file is taken over. */
function notTurtle({ message, context }: N3Error): string {
  const near = /^Unexpected "(.*)" on line \d+\.$/s.exec(message)?.[1] ?? context?.token?.value
  return typeof near === 'string' && near.trim() !== ''
    ? t('vocabularies.faultTurtleNear', { near: near.slice(0, 100).toWellFormed() })
    : t('vocabularies.faultTurtle')
}

/** Ends in a full stop, or in one before a comment; looked at from the end, for a line may be long. */
function endsStatement(line: string): boolean {
  const comment = line.lastIndexOf('#')
  const plain =
    comment > Math.max(line.lastIndexOf('>'), line.lastIndexOf('"')) ? line.slice(0, comment) : line
  return plain.trimEnd().endsWith('.')
}

/** From the line after the last full stop before it to the next line that ends in one. */
function statementAround(lines: string[], at: number): { start: number; end: number } {
  let start = at
  while (start > 0 && !endsStatement(lines[start - 1]!)) start--
  let end = at
  while (end < lines.length - 1 && !endsStatement(lines[end]!)) end++
  return { start, end }
}

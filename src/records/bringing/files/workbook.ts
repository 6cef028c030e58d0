import { fork } from 'node:child_process'
import { join } from 'node:path'
import { t } from '../../../base/i18n/t.ts'
import { root } from '../../../base/root.ts'
import { type GivenLine, limits } from '../run.ts'

/** Megabytes and milliseconds that a workbook may take. */
const most = { memory: 512, time: 60_000 }
const script = join(root, 'src/records/bringing/files/workbook-child.ts')

/** A workbook is a packed folder: it begins with the letters of that. */
export const looksLikeWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

type Said = { rows: string[][] } | { fault: 'too-big' | 'unreadable' }

/**
 * The rows of the first sheet as words, a day as `YYYY-MM-DD`; the first names the columns. Read in a
 * process of its own, which is ended when it takes too much: then, and where it is no workbook, why.
 */
export async function workbookRows(
  bytes: Uint8Array,
): Promise<{ columns: string[]; lines: GivenLine[] } | { fault: string }> {
  const said = await askChild(bytes)
  if ('fault' in said)
    return { fault: said.fault === 'too-big' ? t('imports.workbookTooBig') : t('imports.noWorkbook') }
  const [columns = [], ...rows] = said.rows
  const lines = rows.flatMap((cells, i) =>
    cells.some((cell) => cell.trim() !== '')
      ? [{ line: i + 2, given: cells.slice(0, Math.min(columns.length, limits.columns)) }]
      : [],
  )
  return { columns: columns.slice(0, limits.columns).map((cell) => cell.trim()), lines }
}

function askChild(bytes: Uint8Array): Promise<Said> {
  return new Promise((done) => {
    const child = fork(script, {
      execArgv: [`--max-old-space-size=${most.memory}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Nothing of ours is in it.
      env: {},
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), most.time)
    child.once('message', (said) => done(said as Said))
    child.once('error', () => done({ fault: 'unreadable' }))
    // Killed by us or out of memory: it is too much, whatever it is.
    child.once('exit', () => {
      clearTimeout(timer)
      done({ fault: 'too-big' })
    })
    child.send(bytes)
  })
}

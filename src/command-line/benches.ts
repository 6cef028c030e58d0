import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../base/root.ts'
import { exitCodes } from './exits.ts'

/** What can be measured. */
export const benches = [
  'backup',
  'bundle',
  'exchange',
  'health-rule',
  'imports',
  'likeness',
  'lists',
  'mail',
  'million',
  'pages',
  'people',
  'products',
  'search',
  'start',
  'threads',
  'writing',
]

export async function bench(name: string): Promise<number> {
  if (!benches.includes(name)) {
    process.stderr.write(`There is no bench "${name}": it is one of ${benches.join(', ')}.\n`)
    return exitCodes.wrong
  }
  const script = join(root, 'bench', `${name}.ts`)
  return spawnSync(process.execPath, [script], { stdio: 'inherit', cwd: root }).status ?? exitCodes.failed
}

/** What bin/dev runs again at each change: builds, then starts. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './base/root.ts'

const baobab = spawn(join(root, 'bin/start'), { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => baobab.kill(signal))
baobab.on('exit', (code) => process.exit(code ?? 0))

import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Whom PostgreSQL runs as; empty when that is whoever runs this. */
export interface Owner {
  uid?: number
  gid?: number
}

/** PostgreSQL refuses to run as root, so for root the cluster's owner is borrowed, or a system user. */
export function ownerOf(folder: string): Owner {
  if (process.getuid?.() !== 0) return {}
  if (existsSync(join(folder, 'password'))) {
    const { uid, gid } = statSync(folder)
    if (uid !== 0) return { uid, gid }
  }
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'PostgreSQL does not run as root and there is no user postgres or nobody: run Baobab as another user, or set DATABASE_URL.',
  )
}

/** Refuses a folder that is none, or that belongs to somebody else. */
export function refuseUnusable(folder: string): void {
  if (!existsSync(folder)) return
  if (!statSync(folder).isDirectory())
    throw new Error(`${folder} is a file: set DATA_DIR to a folder that holds none of that name.`)
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw new Error(
      `The data folder ${folder} belongs to another user: run Baobab as that one, or set DATA_DIR to another folder.`,
    )
  }
}

/** Refuses what the borrowed user cannot come to, naming the folder where its way ends. */
export function refuseUnreachable(path: string, { uid, gid }: Owner): void {
  if (uid === undefined) return
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = statSync(folder)
    const mayEnter = found.uid === uid ? 0o100 : found.gid === gid ? 0o010 : 0o001
    if ((found.mode & mayEnter) === 0)
      throw new Error(
        `PostgreSQL does not run as root, and the user it runs as cannot enter ${folder}: set DATA_DIR to a folder it can reach (and keep the project in one), or set DATABASE_URL.`,
      )
    if (folder === dirname(folder)) return
  }
}

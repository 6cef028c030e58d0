import { createHash } from 'node:crypto'
import pg from 'pg'
import { log } from '../log.ts'
import { type Tagged, taggedStore } from './tagged.ts'
import { channel } from './tags.ts'

/** A finished page for strangers, as it goes over the wire. */
export interface Kept extends Tagged {
  body: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
}

/** 24 MB of pages. */
const pages = taggedStore<Kept>(24 * 2 ** 20, (page) => page.body.byteLength)

let listening = false
let drops = 0

/** A moment in the order of changes: what was read before it may be old after it. */
export const moment = (): number => drops

export const keptPage = (key: string): Kept | undefined => (listening ? pages.get(key) : undefined)

/** Keeps a page, unless anything changed since the moment its making began. */
export function keepPage(key: string, page: Kept, since: number): void {
  if (!listening || since !== drops) return
  pages.set(key, page)
}

export const etagOf = (body: Uint8Array): string => `"${createHash('sha1').update(body).digest('base64url')}"`

/** What else is let go of when a tag changes: see `kept`. */
const forgetters: { tag: string; forget: () => void }[] = []
export const onChange = (tag: string, forget: () => void): void => void forgetters.push({ tag, forget })
const droppers = [pages.drop]
/** Another store that lets go of what a change touches. */
export const alsoDrop = (drop: (tags: string[]) => void): void => void droppers.push(drop)
export const isListening = (): boolean => listening

function dropPages(tags: string[]): void {
  drops++
  for (const { tag, forget } of forgetters) if (tags.includes(tag) || tags.includes('*')) forget()
  for (const drop of droppers) drop(tags)
}

/**
 * Listens for what changes, anywhere, and drops the pages made from it. While the line is down
 * nothing is kept and nothing kept is used; a line that is silent is asked every `beat` milliseconds,
 * or one that was cut would look like one with nothing to say. Gives what stops it, which waits for a line
 * that is being joined: left in the middle of the handshake, the database would complain.
 */
export function listenForChanges(url: string, beat = 5_000): () => Promise<void> {
  let client: pg.Client | undefined
  let stopped = false
  const join = async () => {
    const joining = new pg.Client({
      connectionString: url,
      application_name: 'baobab-cache',
      connectionTimeoutMillis: 5_000,
      query_timeout: beat,
    })
    client = joining
    let asking: NodeJS.Timeout | undefined
    const lost = () => {
      if (client !== joining) return
      client = undefined
      clearInterval(asking)
      listening = false
      dropPages(['*'])
      void joining.end().catch(() => undefined)
      if (!stopped) setTimeout(() => (joined = join()), 1_000).unref()
    }
    joining.on('error', lost)
    joining.on('end', lost)
    joining.on('notification', (note) => dropPages((note.payload ?? '*').split(' ')))
    try {
      await joining.connect()
      await joining.query(`listen ${channel}`)
      if (client !== joining) return
      asking = setInterval(() => void joining.query('select 1').catch(lost), beat).unref()
      dropPages(['*'])
      listening = !stopped
    } catch (error) {
      log.warn({ error: String(error) }, 'the page cache is bypassed: the database does not answer')
      lost()
    }
  }
  let joined = join()
  return async () => {
    stopped = true
    await joined
    await client?.end().catch(() => undefined)
  }
}

import { config } from '../base/config.ts'

interface Site {
  name: string
  /** The demo community is loaded: every page says that its people are invented. */
  demo: boolean
  /** Where readers reach this instance, without a slash at the end: as its settings say, or where it listens. */
  origin: string
}

let current: Site = { name: 'Baobab', demo: false, origin: '' }

/** What every page says of the instance it stands on. */
export const site = (): Site => (current.origin ? current : { ...current, origin: originBySettings() })

function originBySettings(): string {
  const { PUBLIC_URL, HOST, PORT } = config()
  return PUBLIC_URL ?? `http://${HOST}:${PORT}`
}

/** Set at start, before the first page is drawn. */
export function setSite(changes: Partial<Site>): void {
  current = { ...current, ...changes }
}

interface Site {
  name: string
  /** The demo community is loaded: every page says that its people are invented. */
  demo: boolean
  /** Where readers reach this instance, without a slash at the end; known once it listens. */
  origin: string
}

let current: Site = { name: 'Baobab', demo: false, origin: '' }

/** What every page says of the instance it stands on. */
export const site = (): Site => current

/** Set at start, before the first page is drawn. */
export function setSite(changes: Partial<Site>): void {
  current = { ...current, ...changes }
}

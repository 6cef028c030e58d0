import { setSite } from '../../src/ui/site.ts'

/** Files that share a process follow each other: what one said of the site is nothing to the next. */
setSite({ name: 'Baobab', demo: false, origin: '' })

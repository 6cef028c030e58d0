import { pino } from 'pino'

// A level that is none is refused with the other settings, in words; this is read before them.
const wanted = process.env.LOG_LEVEL ?? ''

/** One line of JSON an event, to standard error, so that standard output stays the command's own. */
export const log = pino(
  { level: Object.hasOwn(pino.levels.values, wanted) ? wanted : 'info', base: undefined },
  pino.destination({ fd: 2, sync: true }),
)

import { pino } from 'pino'

/** One line of JSON an event, to standard error, so that standard output stays the command's own. */
export const log = pino(
  { level: process.env.LOG_LEVEL ?? 'info', base: undefined },
  pino.destination({ fd: 2, sync: true }),
)

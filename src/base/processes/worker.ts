import { constants, setPriority } from 'node:os'
import pg from 'pg'
import { connect, disconnect } from '../database/database.ts'
import { type JobKind, startWorking, stopWorking } from '../jobs.ts'
import { log } from '../log.ts'
import { takeMail } from '../mail/in/taking.ts'
import { drain } from '../outbox/dispatch.ts'
import type { Reaction } from '../outbox/reactions.ts'
import { asChild, cannotStart } from './supervise.ts'

/** How often it looks by itself, should a notification be lost. */
const lookEvery = 2_000

/** Reacts to what happened and does jobs, until told to stop. */
export async function runWorker(url: string, reactions: Reaction[], jobs: JobKind[]): Promise<void> {
  // Where there are fewer processors than work, those who read go first.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  connect(url, { max: 4 })
  const ear = new pg.Client({ connectionString: url, application_name: 'baobab-worker' })
  const loop = reactingLoop(reactions)
  let noMoreMail: () => Promise<void> = async () => undefined
  const child = asChild(async () => {
    await noMoreMail()
    await ear.end().catch(() => undefined)
    await loop.stop()
    await stopWorking()
    await disconnect()
  })
  try {
    ear.on('error', (error) => cannotStart(error))
    ear.on('notification', loop.wake)
    await ear.connect()
    await ear.query('listen outbox')
    await startWorking(url, jobs)
    noMoreMail = await takeMail()
  } catch (error) {
    cannotStart(error)
  }
  loop.start()
  child.ready()
}

function reactingLoop(reactions: Reaction[]) {
  let stopped = false
  let ended = Promise.resolve()
  let wake: () => void = () => undefined
  const run = async () => {
    while (!stopped) {
      const woken = Promise.withResolvers<void>()
      wake = woken.resolve
      await drain(reactions, () => stopped).catch((error) =>
        log.error({ error: String(error) }, 'reacting failed and will be tried again'),
      )
      const timer = setTimeout(woken.resolve, lookEvery)
      if (!stopped) await woken.promise
      clearTimeout(timer)
    }
  }
  return {
    start: () => {
      ended = run()
    },
    wake: () => wake(),
    stop: () => {
      stopped = true
      wake()
      return ended
    },
  }
}

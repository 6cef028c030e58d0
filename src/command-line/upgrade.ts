import { message } from '../base/i18n/messages.ts'
import { drain } from '../base/outbox/dispatch.ts'
import { Refusal } from '../base/refusal.ts'
import { system } from '../base/viewer.ts'
import { reactions } from '../reactions.ts'
import { upgradeRecord } from '../records/upgrading.ts'
import { exitCodes } from './exits.ts'
import { onDatabase } from './running.ts'

/** Brings a record into the newest edition of its questionnaire, and says what had no place there. */
export async function upgrade(what: string, ref: string): Promise<number> {
  if (what !== 'record') {
    process.stderr.write(`There is no upgrade of "${what}": it is record.\n`)
    return exitCodes.wrong
  }
  try {
    const { number, edition, kept } = await onDatabase(async () => {
      const upgraded = await upgradeRecord(system('upgrade'), ref)
      await drain(reactions)
      return upgraded
    })
    process.stdout.write(`Version ${number} answers edition ${edition}; ${kept} answers are kept beside.\n`)
    return exitCodes.worked
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    process.stderr.write(`${message('en', error.key).format(error.values)}\n`)
    return exitCodes.failed
  }
}

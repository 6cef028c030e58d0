import type { JobKind } from '../base/jobs.ts'
import { callForNeeds } from './calling.ts'
import { expire, settleTakeUps } from './expiring.ts'
import { matchAll } from './matched.ts'
import { endMentorships } from './mentorship/ending.ts'

/** Every morning: what is over ends, what was done counts, all is matched anew, and who could help is asked. */
export const exchangeJob: JobKind = {
  name: 'exchange.morning',
  every: '41 5 * * *',
  run: async () => {
    await expire()
    await settleTakeUps()
    await endMentorships()
    await matchAll()
    await callForNeeds()
  },
}

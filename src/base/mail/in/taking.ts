import { fetchMail } from './fetching.ts'
import { listen } from './listening.ts'

/** Takes mail wherever the settings say that it comes from; gives what ends that. */
export async function takeMail(): Promise<() => Promise<void>> {
  const listening = await listen()
  const stop = fetchMail()
  return async () => {
    await stop?.()
    await listening?.end()
  }
}

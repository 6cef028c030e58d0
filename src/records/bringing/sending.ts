import { send } from '../../base/jobs.ts'

/** The one job of all imports: it does whatever the state of this one asks for. */
export const workName = 'records.imports'

let byHand = false

/** A command does the work itself, in sight of whoever typed it: no worker is asked to. */
export const workByHand = (): void => {
  byHand = true
}

export const sendWork = async (ref: string): Promise<void> =>
  byHand ? undefined : send(workName, { import: ref })

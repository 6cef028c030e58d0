import { expect } from 'vitest'
import { doWork } from '../../src/records/bringing/work.ts'
import type { Visitor } from './visitor.ts'

/** What somebody does on the pages of imports; the test is the worker. */
export const fileOf = (
  kind: string,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  instrument = 'report',
): FormData => {
  const form = new FormData()
  form.set('kind', kind)
  form.set('instrument', instrument)
  form.set('file', new File([content], name))
  return form
}

const refAt = (at: string): string => /\/imports\/(\w{12})/.exec(at)![1]!

/** Sends it as a browser would, and does what the worker would; gives the address of the import. */
export async function send(who: Visitor, form: FormData): Promise<string> {
  const { at, status, html } = await who.send('/imports', form)
  expect({ status, waits: html.includes('http-equiv="refresh"') }, html).toEqual({ status: 200, waits: true })
  await doWork(refAt(at))
  return at
}

export async function press(who: Visitor, at: string, step: string, form: Record<string, string> = {}) {
  const seen = await who.post(`${at}/${step}`, form)
  await doWork(refAt(at))
  return seen
}

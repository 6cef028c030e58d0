import { expect, test } from 'vitest'
import { jobs } from '../reactions.ts'
import { jobName } from './job-names.ts'

test('the operator reads of every job what it does', () => {
  expect(jobs.filter(({ name }) => jobName(name) === name).map(({ name }) => name)).toEqual([])
})

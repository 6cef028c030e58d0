import type { z } from 'zod'
import { t } from '../i18n/t.ts'
import { type Place, Refusal } from '../refusal.ts'

/** Refuses a body that does not fit, and names every part of it that does not. */
export function refuseBody({ issues }: z.core.$ZodError): never {
  const places = issues.flatMap(placesOf)
  throw new Refusal('invalid', 'api.bodyWrong', { count: places.length }, places)
}

function placesOf(issue: z.core.$ZodIssue): Place[] {
  const place = issue.path.join('/')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      place: [place, key].filter(Boolean).join('/'),
      detail: t('api.notKnown'),
    }))
  return [{ place, detail: isOwn(issue) ? issue.message : wanted(issue) }]
}

/** What a schema of ours says in the reader's words, and not the library in its own. */
const isOwn = ({ message }: z.core.$ZodIssue): boolean => !/^(Invalid|Too (small|big))/.test(message)

function wanted(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type')
    return issue.message.endsWith('undefined')
      ? t('api.partMissing', { wants: issue.expected })
      : t('api.partTakes', { wants: issue.expected })
  if (issue.code === 'invalid_value') return t('api.partTakes', { wants: issue.values.join(' | ') })
  if (issue.code === 'too_big') return t('api.partTakes', { wants: `≤ ${issue.maximum}` })
  if (issue.code === 'too_small') return t('api.partTakes', { wants: `≥ ${issue.minimum}` })
  if (issue.code === 'invalid_format') return t('api.partTakes', { wants: issue.format })
  return t('api.partWrong')
}

import { t } from '../../base/i18n/t.ts'
import { url } from '../../ui/url.ts'
import type { Finding } from '../writing/checking.ts'
import type { Draft } from '../writing/drafts.ts'
import type { Story } from './choices.ts'

/** Of a story that is told: what its teller has not chosen yet stops it, by whichever door it would leave. */
export function tellingFindings(draft: Draft, story: Story | null, consent: unknown): Finding[] {
  if (!story || draft.record) return []
  const href = url`/drafts/${draft.ref}/telling/sharing`
  const stops = (message: string): Finding => ({ weight: 'stops', check: 'consent', message, href })
  return [
    ...(story.access ? [] : [stops(t('telling.notChosen'))]),
    ...(story.toldFor && !consent ? [stops(t('telling.notAgreed'))] : []),
  ]
}

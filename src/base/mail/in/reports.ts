import { saysNobody } from '../bouncing.ts'

/** That a message of ours could not be delivered (RFC 3464), and whether that is so for good. */
export interface Report {
  said: string
  forGood: boolean
}

/** The report among what came with a message, as far as it says that something failed or is late. */
export function reportIn(parts: { contentType: string; content: Buffer }[]): Report | undefined {
  const part = parts.find(({ contentType }) => contentType === 'message/delivery-status')
  if (!part) return undefined
  const words = part.content
    .subarray(0, 50_000)
    .toString('utf8')
    .replace(/\r?\n[ \t]+/g, ' ')
  const valueIn = (name: string) => new RegExp(`^${name}[ \\t]*:[ \\t]*(.+)$`, 'im').exec(words)?.[1]?.trim()
  const action = valueIn('Action')?.toLowerCase()
  const status = valueIn('Status') ?? ''
  if (action !== 'failed' && action !== 'delayed') return undefined
  const said = valueIn('Diagnostic-Code')?.replace(/^smtp;\s*/i, '') ?? status
  return { said: said || action, forGood: action === 'failed' && saysNobody(status) }
}

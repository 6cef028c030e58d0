import type { Ref } from '../base/ids.ts'
import { type Url, url } from '../ui/url.ts'
import type { Side } from './entry.ts'

export const entryUrl = ({ side, ref }: { side: Side; ref: Ref }): Url =>
  side === 'offer' ? url`/offers/${ref}` : url`/needs/${ref}`

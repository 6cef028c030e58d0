import { type Url, url } from '../ui/url.ts'

export const communityUrl = ({ slug }: { slug: string }): Url => url`/communities/${slug}`

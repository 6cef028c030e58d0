import { label, languageName } from '../../base/i18n/t.ts'
import { type Place, placeName, placeUrl } from '../../places/place.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { outside, url } from '../../ui/url.ts'
import type { Topic } from '../../vocabularies/topics.ts'
import { offerName } from '../names.ts'
import type { Line, Offer } from '../profile.ts'

export interface Named {
  topics: Map<number, Topic>
  places: Map<number, Place>
}

/** One thing someone says of themselves, as a reader sees it. */
export function LineValue({ line, topics, places }: Named & { line: Line }): JSX.Element | null {
  const { kind, code, subject, words } = line
  if (words) return <Words text={words} />
  if (kind === 'language' && code) return <>{asSentence(languageName(code))}</>
  if (kind === 'offer' && code) return <>{offerName(code as Offer)}</>
  if (kind === 'link' && code) {
    const href = outside(code)
    return href ? (
      <a href={href} rel="me nofollow">
        {code.replace(/^https?:\/\//, '')}
      </a>
    ) : null
  }
  const topic = kind === 'expertise' && subject ? topics.get(subject) : undefined
  if (topic) return <Tag href={url`/topics/${topic.slug}`}>{label(topic.label)}</Tag>
  const place = kind === 'place' && subject ? places.get(subject) : undefined
  return place ? <Tag href={placeUrl(place)}>{placeName(place)}</Tag> : null
}

import type { Text } from '../../base/text.ts'
import type { Url } from '../../ui/url.ts'
import type { Community } from '../community.ts'

/** What bears a text that members write together: a page, or a question of the agenda with its answer. */
export interface TextPlace {
  community: Community
  tab: 'agenda' | 'library'
  /** Of the page, or the words of the question. */
  title: Text
  /** Where it is read; its history, its versions and its form stand below `base`. */
  address: Url
  base: Url
  /** Where it is written, below that. */
  form: 'edit' | 'answer'
  /** The viewer writes in it. */
  writes: boolean
}

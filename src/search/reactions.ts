import { changed } from '../base/cache/tags.ts'
import { reaction, thingsTogether } from '../base/outbox/reactions.ts'
import { index, placeAgain } from './indexing.ts'

export const searchReactions = [
  reaction(
    'search.index',
    'thing.changed',
    async ({ ids }) => {
      await index(ids)
      await placeAgain(ids)
      // Pages that were made since the change itself were made from the index before.
      await changed('things')
    },
    thingsTogether,
  ),
]

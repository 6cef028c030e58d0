import { reaction } from '../base/outbox/reactions.ts'
import { index, placeAgain } from './indexing.ts'

export const searchReactions = [
  reaction('search.index', 'thing.changed', async ({ ids }) => {
    await index(ids)
    await placeAgain(ids)
  }),
]

import { t } from '../base/i18n/t.ts'
import type { Post, ThreadForm } from './thread.ts'

export const formName = (form: ThreadForm): string =>
  ({
    discussion: () => t('conversations.discussion'),
    question: () => t('conversations.question'),
    poll: () => t('conversations.poll'),
    prompt: () => t('conversations.prompt'),
    moderated: () => t('conversations.moderated'),
  })[form]()

export const partName = (part: NonNullable<Post['part']>): string =>
  ({
    'topic-note': () => t('conversations.topicNote'),
    synthesis: () => t('conversations.synthesis'),
    'consolidated-reply': () => t('conversations.consolidatedReply'),
  })[part]()

/** Who wrote it, in words. */
export const authorName = ({
  author,
  sealed,
  fromList,
}: Pick<Post, 'author' | 'sealed' | 'fromList'>): string =>
  author?.name ||
  (sealed ? t('conversations.unnamed') : fromList ? t('lists.nameTakenOff') : t('conversations.left'))

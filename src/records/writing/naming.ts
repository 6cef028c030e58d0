import { inReach, t } from '../../base/i18n/t.ts'
import type { ListedDraft } from './drafts.ts'

/** What a draft is called: its title as far as it has one. */
export function nameOfDraft({ title, lang }: Pick<ListedDraft, 'title' | 'lang'>): string {
  const [first] = Object.keys(title)
  if (!first) return t('writing.untitled')
  return inReach({ original: Object.hasOwn(title, lang) ? lang : first, texts: title }).text
}

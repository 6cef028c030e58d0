import { t } from '../base/i18n/t.ts'

/** What is done with what was brought along: imports, lists, chats. */
export const broughtActs: Record<string, () => string> = {
  'import.begun': () => t('site.actImportBegun'),
  'import.reading': () => t('site.actImportRead'),
  'import.previewing': () => t('site.actImportPreviewed'),
  'import.running': () => t('site.actImportRun'),
  'import.undoing': () => t('site.actImportUndone'),
  'list.begun': () => t('lists.actBegun'),
  'list.started': () => t('lists.actStarted'),
  'list.paused': () => t('lists.actPaused'),
  'list.resumed': () => t('lists.actResumed'),
  'list.undone': () => t('lists.actUndone'),
  'list.opened': () => t('lists.actOpened'),
  'list.closed': () => t('lists.actClosed'),
  'list.taken-on': () => t('lists.actTakenOn'),
  'list.given-back': () => t('lists.actGivenBack'),
  'list.unnamed': () => t('lists.actUnnamed'),
  'list.removed': () => t('lists.actRemoved'),
  'list.request-answered': () => t('lists.actRequestAnswered'),
  'chat.brought': () => t('chats.actBrought'),
  'chat.removed': () => t('chats.actRemoved'),
  'chat.speaker-said': () => t('chats.actSpeakerSaid'),
}

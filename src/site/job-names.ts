import { t } from '../base/i18n/t.ts'

const names: Record<string, () => string> = {
  'records.embargoes': () => t('site.jobEmbargoes'),
  'records.addresses': () => t('freshness.jobChecking'),
  'records.freshness': () => t('freshness.jobAsking'),
  'records.imports': () => t('site.jobImports'),
  'records.imports.sweep': () => t('site.jobImportsSweep'),
  'records.news': () => t('records.jobNews'),
  'records.reviews': () => t('review.job'),
  'door.sweep': () => t('door.jobSweep'),
  'door.waiting': () => t('door.jobWaiting'),
  'mail.send': () => t('site.jobMail'),
  'mail.read': () => t('mailin.jobRead'),
  'mail.in.sweep': () => t('mailin.jobSweep'),
  'mail.sweep': () => t('site.jobMailSweep'),
  'records.invitations': () => t('site.jobDraftInvitations'),
  'notices.mail': () => t('notices.jobMail'),
  'notices.sweep': () => t('notices.jobSweep'),
  'hooks.deliver': () => t('hooks.jobDeliver'),
  'hooks.sweep': () => t('hooks.jobSweep'),
  'people.invitations': () => t('site.jobInvitations'),
  'people.sessions': () => t('site.jobSessions'),
  'communities.invitations': () => t('site.jobCommunityInvitations'),
  'conversations.chats.sweep': () => t('site.jobChats'),
  'conversations.lists': () => t('site.jobLists'),
  'conversations.lists.sweep': () => t('site.jobListsSweep'),
  'write-ups.silence': () => t('site.jobWriteUps'),
  'exchange.morning': () => t('exchange.job'),
  'bundles.make': () => t('bundle.jobMake'),
  'bundles.sweep': () => t('bundle.jobSweep'),
  'bundles.undo': () => t('bundle.jobUndo'),
  'files.read': () => t('site.jobRead'),
  'files.sweep': () => t('site.jobSweep'),
}

/** What a job does, in the reader's words; one of another version goes by its name. */
export const jobName = (name: string): string => names[name]?.() ?? name

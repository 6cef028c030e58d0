/** What search finds by: a restore makes it again from the things themselves. */
export const searchIndex = [
  'answer_code',
  'corpus',
  'doc',
  'doc_text',
  'lexeme',
  'posting',
  'slip',
  'word',
  'word_use',
].map((name) => `public.${name}`)

/**
 * Worth nothing after a restore, with an index or without: counts of requests in the last minute, and
 * figures of the job queue, whose tables are made anew for each day.
 */
export const passing = ['public.rate', 'job.queue_stats']

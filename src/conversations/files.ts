import { refuse } from '../base/refusal.ts'
import type { HolderFor } from '../records/keeping-files.ts'
import { url } from '../ui/url.ts'
import { postFor } from './reading.ts'

/**
 * What somebody said as the holder of pictures and papers that go with it. The refusals of `postFor`, and 403
 * for whoever did not write it, and for what was asked without a name: who added a file is written down.
 */
export const postWithFiles: HolderFor = async (viewer, ref) => {
  const { id, own, lang, thread, ...post } = await postFor(viewer, ref, { waiting: true })
  if (!own || post.hidden) refuse('forbidden', 'conversations.notYours')
  if (post.sealed) refuse('forbidden', 'conversations.sealedFiles')
  const href = url`/posts/${post.ref}`
  return {
    thing: id,
    ref: post.ref,
    title: { original: lang, texts: { [lang]: thread.title } },
    langs: [lang],
    href,
    at: href,
  }
}

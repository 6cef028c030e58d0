import { refuse } from '../../base/refusal.ts'
import { url } from '../../ui/url.ts'
import type { HolderFor } from '../keeping-files.ts'
import { useFor } from './reading.ts'

/** What somebody said as the holder of pictures and papers that show it. The refusals of `useFor`, and 403 for whoever did not say it. */
export const useWithFiles: HolderFor = async (viewer, ref) => {
  const { id, record, mine, note, ...use } = await useFor(viewer, ref)
  if (!mine) refuse('forbidden', 'evidence.notYours')
  const href = url`/uses/${use.ref}`
  return { thing: id, ref: use.ref, title: record.title, langs: [note.original], href, at: href }
}

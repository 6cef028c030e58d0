import type { Viewer } from '../../base/viewer.ts'
import { questionUrl } from './address.ts'
import { answeredBy, questionFor, questionPlace } from './reading.ts'

/** A question of an agenda as the API gives it. The refusals of `questionFor`. */
export async function questionForPrograms(viewer: Viewer, ref: string) {
  const { slug } = await questionPlace(viewer, ref)
  const question = await questionFor(viewer, slug, ref)
  const { answer, tied } = await answeredBy(viewer, question, 1)
  return {
    ref: question.ref,
    address: questionUrl(question.community, question),
    community: slug,
    words: question.words,
    progress: question.progress,
    ...(question.owner && { owner: question.owner.name }),
    ...(answer && { answer: { body: answer.body, lang: answer.lang, version: answer.number } }),
    answeredBy: tied.map(({ kind, ref, href, title }) => ({ kind, ref, address: href as string, title })),
    threads: question.threads,
    records: question.records,
  }
}

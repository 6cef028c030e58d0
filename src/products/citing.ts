import { today } from '../base/today.ts'
import type { Viewer } from '../base/viewer.ts'
import { whoMade } from '../records/citing.ts'
import { type RecordVersion, recordFor } from '../records/reading.ts'
import { site } from '../ui/site.ts'
import { url } from '../ui/url.ts'
import type { Cited, Work } from './order.ts'
import { cite, reference } from './press.ts'
import { asCsl } from './work.ts'

export const referenceFormats = ['bib', 'ris', 'json'] as const
type ReferenceFormat = (typeof referenceFormats)[number]

const types: Record<ReferenceFormat, string> = {
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  json: 'application/vnd.citationstyles.csl+json; charset=utf-8',
}

/** A record as a work that is cited: under the title and the names that its page shows. */
function workOf(record: RecordVersion): Work {
  const { title } = record.content
  return {
    id: record.ref,
    title: title.texts[title.original]!,
    lang: title.original,
    authors: whoMade(record),
    published: record.published,
    version: String(record.number),
    publisher: site().name,
    address: `${site().origin}${url`/records/${record.ref}`}`,
    taken: today(),
    isData: record.kind === 'dataset',
  }
}

/** The record and how to cite it in each style; the refusals of `recordFor` and of the press. */
export async function citationsFor(
  viewer: Viewer,
  asker: string,
  ref: string,
): Promise<{ record: RecordVersion; cited: Cited }> {
  const record = await recordFor(viewer, ref)
  return { record, cited: await cite(asker, workOf(record)) }
}

/** The record as a reference manager takes it in. */
export async function referenceFile(
  viewer: Viewer,
  asker: string,
  ref: string,
  ending: string,
): Promise<Response> {
  const record = await recordFor(viewer, ref)
  const format = referenceFormats.find((one) => one === ending) ?? 'json'
  const work = workOf(record)
  const text =
    format === 'json'
      ? JSON.stringify([asCsl(work)], null, 2)
      : await reference(asker, { form: format === 'bib' ? 'bibtex' : 'ris', work })
  return new Response(text, {
    headers: {
      'content-type': types[format],
      'content-disposition': `attachment; filename="${record.ref}.${format}"`,
      'cache-control': 'private, no-cache',
    },
  })
}

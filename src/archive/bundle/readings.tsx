import { formatDate, inReach, t } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import type { Bundled } from '../../base/things/bundling.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { url } from '../../ui/url.ts'
import type { BundleFolder } from './folder.ts'
import { mboxOf } from './mbox.ts'
import type { SaidCommunity, SaidRecord, SaidThread } from './shapes.ts'
import { style } from './style.ts'
import { tablesOf } from './tables.ts'
import { First, Leaf, PageLeaf, RecordLeaf, ThreadLeaf } from './views/Reading.tsx'

export interface Gathered {
  /** Everything that goes along, by its noun. */
  all: Map<string, Bundled[]>
  name: Text
  /** With what is not open to everyone; and the community itself is not. */
  closed: boolean
  isClosed: boolean
  made: Date
}

/** What of a bundle is for people and other programs, made of the same things: none of it says more than they do. */
export async function readingOf(into: BundleFolder, gathered: Gathered): Promise<void> {
  const of = <T,>(noun: string): T[] => (gathered.all.get(noun) ?? []).map(({ json }) => json as T)
  const [communities, threads, records] = [
    of<SaidCommunity>('communities'),
    of<SaidThread>('threads'),
    of<SaidRecord>('records'),
  ]
  const notes = notesOf(gathered)
  await into.write('README.txt', `${inReach(gathered.name).text}\n\n${notes.join('\n\n')}\n`)
  await into.write('threads.mbox', await mboxOf(threads))
  for (const [name, table] of Object.entries(tablesOf(communities, threads, records)))
    await into.write(`tables/${name}`, table)
  await into.write('style.css', style)
  const leaf = (path: string, title: string, body: JSX.Element): Promise<void> => {
    const up = path.includes('/') ? '../' : ''
    const html = (
      <Leaf title={title} up={up} community={gathered.name}>
        {body}
      </Leaf>
    )
    return into.write(path, `<!doctype html>\n${String(html)}\n`)
  }
  for (const community of communities) {
    const first = <First community={community} threads={threads} records={records} notes={notes} />
    await leaf('index.html', inReach(community.name).text, first)
    for (const { ref, slug, versions } of community.pages) {
      const title = versions.at(-1)!.title || slug
      await leaf(`pages/${ref}.html`, title, <PageLeaf title={title} versions={versions} />)
    }
  }
  for (const thread of threads)
    await leaf(`threads/${thread.ref}.html`, thread.title, <ThreadLeaf thread={thread} />)
  for (const record of records) {
    const { title } = record.versions.at(-1)!.content
    const whole = url`../data/records/${record.ref}.json`
    const body = <RecordLeaf record={record} at={whole} />
    await leaf(`records/${record.ref}.html`, inReach(title).text, body)
  }
}

const notesOf = ({ closed, isClosed, made }: Gathered): string[] => [
  t('bundle.readmeWhat', { day: formatDate(made.toISOString()) }),
  isClosed ? t('bundle.readmeClosed') : closed ? t('bundle.readmeWithClosed') : t('bundle.readmeOpen'),
  t('bundle.readmeWishes'),
  t('bundle.readmeRecords'),
]

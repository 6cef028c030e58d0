import { formatDate, inReach, t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { Text } from '../../base/text.ts'
import { everywhere } from '../../places/everywhere.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { site } from '../../ui/site.ts'
import { url } from '../../ui/url.ts'
import type { BundleFolder } from './folder.ts'
import { mboxOf } from './mbox.ts'
import type { Listed, SaidAdoptions, SaidCommunity, SaidRecord, SaidThread, SaidUse } from './shapes.ts'
import { style } from './style.ts'
import { heads, peopleLines, recordLine, threadLine, useLine } from './tables.ts'
import { PageLeaf, RecordLeaf, ThreadLeaf } from './views/Leaves.tsx'
import { First, List, perPage } from './views/Lists.tsx'
import { Leaf } from './views/Reading.tsx'
import { AdoptionsLeaf, UsesLeaf } from './views/UsesLeaf.tsx'

export interface Gathered {
  /** Of everything that goes along, by its noun. */
  refs: Map<string, Ref[]>
  name: Text
  /** With what is not open to everyone; and the community itself is not. */
  closed: boolean
  isClosed: boolean
  made: Date
}

/**
 * What of a bundle is for people and other programs, made of the same things, one after another: none of it says more
 * than they do.
 */
export async function readingOf(into: BundleFolder, gathered: Gathered): Promise<void> {
  const { name, refs } = gathered
  const notes = notesOf(gathered)
  await into.write('README.txt', `${inReach(name).text}\n\n${notes.join('\n\n')}\n`)
  await into.write('style.css', style)
  const leaf = (path: string, title: string, body: JSX.Element): Promise<void> => {
    const html = (
      <Leaf title={title} up={path.includes('/') ? '../' : ''} community={name}>
        {body}
      </Leaf>
    )
    return into.write(path, `<!doctype html>\n${String(html)}\n`)
  }
  const read = async <T,>(noun: string, ref: Ref): Promise<T> =>
    JSON.parse((await into.read(`data/${noun}/${ref}.json`)).toString())
  const uses = await usesListed(into, refs.get('uses'), (ref) => read<SaidUse>('uses', ref))
  const rooted = rootedIn(refs, uses)
  const adopted = new Set(refs.get('adoptions'))
  const { byCode } = await everywhere()
  const mbox = await into.growing('threads.mbox')
  const threads = await listed(into, 'threads.csv', refs.get('threads'), async (ref) => {
    const thread = await read<SaidThread>('threads', ref)
    await mbox.add(await mboxOf(thread))
    await leaf(`threads/${ref}.html`, thread.title, <ThreadLeaf thread={thread} rooted={rooted('../')} />)
    const title = { original: thread.lang, texts: { [thread.lang]: thread.title } }
    const count = thread.posts.filter(({ body }) => body).length
    return { line: threadLine(thread), one: { ref, title, at: thread.lastAt, count } }
  })
  await mbox.end()
  const records = await listed(into, 'records.csv', refs.get('records'), async (ref) => {
    const record = await read<SaidRecord>('records', ref)
    const { content, published } = record.versions.at(-1)!
    const said: SaidUse[] = []
    for (const use of uses.get(ref) ?? []) said.push(await read<SaidUse>('uses', use))
    const body = (
      <>
        <RecordLeaf record={record} at={url`../data/records/${ref}.json`} />
        <UsesLeaf uses={said} places={byCode} />
        {adopted.has(ref) && <AdoptionsLeaf {...(await read<SaidAdoptions>('adoptions', ref))} />}
      </>
    )
    await leaf(`records/${ref}.html`, inReach(content.title).text, body)
    return { line: recordLine(record), one: { ref, title: content.title, at: published } }
  })
  await lists(leaf, 'threads', t('communities.conversation'), threads)
  await lists(leaf, 'records', t('communities.library'), records)
  const people = await into.growing('tables/people.csv')
  await people.add(heads['people.csv'])
  for (const ref of refs.get('communities') ?? []) {
    const community = await read<SaidCommunity>('communities', ref)
    await people.add(peopleLines(community))
    const first = <First {...{ community, threads, records, notes }} rooted={rooted('')} />
    await leaf('index.html', inReach(community.name).text, first)
    for (const { ref, slug, versions } of community.pages) {
      const title = versions.at(-1)!.title || slug
      await leaf(
        `pages/${ref}.html`,
        title,
        <PageLeaf title={title} versions={versions} rooted={rooted('../')} />,
      )
    }
  }
  await people.end()
}

/** Each of a noun in turn, with its line in a table; the newest first in what is given. */
async function listed(
  into: BundleFolder,
  table: 'threads.csv' | 'records.csv',
  refs: Ref[] = [],
  each: (ref: Ref) => Promise<{ line: string; one: Listed }>,
): Promise<Listed[]> {
  const file = await into.growing(`tables/${table}`)
  await file.add(heads[table])
  const all: Listed[] = []
  for (const ref of refs) {
    const { line, one } = await each(ref)
    await file.add(line)
    all.push(one)
  }
  await file.end()
  return all.sort((a, b) => (a.at < b.at ? 1 : -1))
}

/** A table of what is said of having used records; gives the references of it by that of the record. */
async function usesListed(
  into: BundleFolder,
  refs: Ref[] = [],
  read: (ref: Ref) => Promise<SaidUse>,
): Promise<Map<Ref, Ref[]>> {
  const file = await into.growing('tables/uses.csv')
  await file.add(heads['uses.csv'])
  const byRecord = new Map<Ref, Ref[]>()
  for (const ref of refs) {
    const use = await read(ref)
    await file.add(useLine(use))
    byRecord.set(use.record, [...(byRecord.get(use.record) ?? []), ref])
  }
  await file.end()
  return byRecord
}

/** Page after page of a long list. */
async function lists(
  leaf: (path: string, title: string, body: JSX.Element) => Promise<void>,
  noun: 'threads' | 'records',
  title: string,
  all: Listed[],
): Promise<void> {
  const pages = Math.ceil(all.length / perPage)
  for (let page = 1; page <= pages; page++)
    await leaf(
      `${noun}/${page === 1 ? 'index' : `page-${page}`}.html`,
      title,
      <List title={title} all={all} noun={noun} page={page} />,
    )
}

/** Links to what went along lead to it, those to the rest of where it comes from lead there. */
function rootedIn(
  refs: Map<string, Ref[]>,
  uses: Map<Ref, Ref[]>,
): (up: '' | '../') => (body: string) => string {
  const leaves = new Map<string, string>(
    ['threads', 'records'].flatMap((noun) =>
      (refs.get(noun) ?? []).map((ref) => [`${noun}/${ref}`, `${noun}/${ref}.html`] as const),
    ),
  )
  for (const [record, said] of uses)
    for (const ref of said) leaves.set(`uses/${ref}`, `records/${record}.html#${ref}`)
  return (up) => (body) =>
    body.replace(/\]\(\/([^)\s]*)/g, (_, path: string) => {
      const [thing = ''] = /^(?:threads|records|uses)\/[0-9a-hjkmnp-tv-z]{12}/.exec(path) ?? []
      const leaf = leaves.get(thing)
      return leaf ? `](${up}${leaf}` : `](${site().origin}/${path}`
    })
}

const notesOf = ({ closed, isClosed, made }: Gathered): string[] => [
  t('bundle.readmeWhat', { day: formatDate(made.toISOString()) }),
  isClosed ? t('bundle.readmeClosed') : closed ? t('bundle.readmeWithClosed') : t('bundle.readmeOpen'),
  t('bundle.readmeWishes'),
  t('bundle.readmeRecords'),
  t('bundle.readmeUses'),
]

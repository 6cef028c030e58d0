import { formatDate, formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { outside, url } from '../../../ui/url.ts'
import type { Listed, SaidCommunity } from '../shapes.ts'
import { Long } from './Reading.tsx'

/** So many to a page; as many of the newest stand on the first page of all. */
export const perPage = 100
const newest = 30

interface FirstProps {
  community: SaidCommunity
  threads: Listed[]
  records: Listed[]
  notes: string[]
  /** Makes links in what people wrote lead somewhere. */
  rooted: (body: string) => string
}

/** What stands first: what the community is, and the way to everything else. */
export const First = ({ community, threads, records, notes, rooted }: FirstProps): JSX.Element => (
  <>
    <h1>
      <Words text={community.name} />
    </h1>
    {community.question && (
      <p class="lead">
        <Words text={community.question} />
      </p>
    )}
    {community.purpose && <Long text={community.purpose} />}
    {community.parting && <Long text={community.parting} />}
    <ul class="notes">
      {notes.map((note) => (
        <li>{note}</li>
      ))}
    </ul>
    <h2>{t('communities.conversation')}</h2>
    {threads.length === 0 && <p>{t('bundle.noThreads')}</p>}
    <Lines all={threads.slice(0, newest)} noun="threads" />
    {threads.length > newest && (
      <p>
        <a href={url`threads/index.html`}>{t('bundle.allThreads', { count: threads.length })}</a>
      </p>
    )}
    {community.pages.length > 0 && <h2>{t('bundle.pages')}</h2>}
    <ul>
      {community.pages.map(({ ref, slug, versions }) => (
        <li>
          <a href={url`pages/${ref}.html`}>
            <Said lang={versions.at(-1)!.lang}>{versions.at(-1)!.title || slug}</Said>
          </a>
        </li>
      ))}
    </ul>
    {community.agenda.length > 0 && <h2>{t('communities.agenda')}</h2>}
    {community.agenda.map(({ words, answer }) => (
      <section>
        <h3>
          <Words text={words} />
        </h3>
        {answer.length > 0 && (
          <Markdown text={rooted(answer.at(-1)!.body)} lang={answer.at(-1)!.lang} rank={4} />
        )}
      </section>
    ))}
    <Library community={community} records={records} />
    {community.goals.length > 0 && <h2>{t('communities.goals')}</h2>}
    <ul>
      {community.goals.map(({ words, measure }) => (
        <li>
          <Words text={words} /> <span class="soft">– </span>
          <Words text={measure} />
        </li>
      ))}
    </ul>
    {community.groups.length > 0 && <h2>{t('communities.workingGroups')}</h2>}
    <ul>
      {community.groups.map(({ task, outcome }) => (
        <li>
          <Words text={task} />
          {outcome && <Long text={outcome} rank={4} />}
        </li>
      ))}
    </ul>
    {community.conduct && (
      <>
        <h2>{t('communities.conduct')}</h2>
        <Long text={community.conduct} />
      </>
    )}
    {community.people.length > 0 && <h2>{t('communities.members')}</h2>}
    <ul>
      {community.people.map(({ name }) => (
        <li>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  </>
)

/** What it kept at hand: records that went along, and addresses elsewhere. */
const Library = ({ community, records }: { community: SaidCommunity; records: Listed[] }): JSX.Element => {
  const links = community.library.flatMap(({ href, ...item }) => {
    const to = outside(href ?? '')
    return to ? [{ ...item, href: to }] : []
  })
  return (
    <>
      {records.length + links.length > 0 && <h2>{t('communities.library')}</h2>}
      <Lines all={records.slice(0, newest)} noun="records" />
      {records.length > newest && (
        <p>
          <a href={url`records/index.html`}>{t('bundle.allRecords', { count: records.length })}</a>
        </p>
      )}
      <ul>
        {links.map(({ href, title, note, lang }) => (
          <li>
            <a href={href}>
              <Said lang={lang}>{title!}</Said>
            </a>
            {note && <Markdown text={note} lang={lang} rank={4} />}
          </li>
        ))}
      </ul>
    </>
  )
}

const Lines = ({
  all,
  noun,
  beside = false,
}: {
  all: Listed[]
  noun: 'threads' | 'records'
  /** It stands in their folder. */
  beside?: boolean
}): JSX.Element => (
  <ul>
    {all.map(({ ref, title, at, count }) => (
      <li>
        <a
          href={
            beside
              ? url`${ref}.html`
              : noun === 'threads'
                ? url`threads/${ref}.html`
                : url`records/${ref}.html`
          }
        >
          <Words text={title} />
        </a>{' '}
        <span class="soft">
          {formatDate(at)}
          {count !== undefined && ` · ${t('conversations.posts', { count })}`}
        </span>
      </li>
    ))}
  </ul>
)

/** A page of all of them, the newest first. */
export const List = ({
  title,
  all,
  noun,
  page,
}: {
  title: string
  all: Listed[]
  noun: 'threads' | 'records'
  page: number
}): JSX.Element => (
  <>
    <h1>
      {title}
      {all.length > perPage && <span class="soft"> {formatNumber(page)}</span>}
    </h1>
    <Lines all={all.slice((page - 1) * perPage, page * perPage)} noun={noun} beside />
    <Pager
      page={page}
      size={perPage}
      total={all.length}
      address={(to) => (to === 1 ? url`index.html` : url`page-${to}.html`)}
    />
  </>
)

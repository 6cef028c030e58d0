import { direction, reader } from '../../../base/i18n/reader.ts'
import { formatDate, inReach, t } from '../../../base/i18n/t.ts'
import type { Text } from '../../../base/text.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { site } from '../../../ui/site.ts'
import { type Url, url } from '../../../ui/url.ts'
import type { SaidCommunity, SaidPost, SaidRecord, SaidThread, SaidVersion } from '../shapes.ts'

/** A page that is read from a folder: its links are relative, and it asks for nothing from outside. */
export interface LeafProps {
  title: string
  /** The way back to the first page: empty on it, `../` on the others. */
  up: '' | '../'
  community: Text
  children: Child
}

export const Leaf = ({ title, up, community, children }: LeafProps): JSX.Element => (
  <html lang={reader().lang} dir={direction(reader().lang)}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title}</title>
      <link rel="stylesheet" href={up ? url`../style.css` : url`style.css`} />
    </head>
    <body>
      {up && (
        <nav>
          <a href={url`../index.html`}>
            <Words text={community} />
          </a>
        </nav>
      )}
      <main>{children}</main>
    </body>
  </html>
)

interface FirstProps {
  community: SaidCommunity
  threads: SaidThread[]
  records: SaidRecord[]
  notes: string[]
}

/** What stands first: what the community is, and the way to everything else. */
export const First = ({ community, threads, records, notes }: FirstProps): JSX.Element => (
  <>
    <h1>
      <Words text={community.name} />
    </h1>
    {community.question && (
      <p>
        <Words text={community.question} />
      </p>
    )}
    {community.purpose && <Long text={community.purpose} />}
    <ul>
      {notes.map((note) => (
        <li>{note}</li>
      ))}
    </ul>
    <h2>{t('communities.conversation')}</h2>
    {threads.length === 0 && <p>{t('bundle.noThreads')}</p>}
    <ul>
      {threads.map((one) => (
        <li>
          <a href={url`threads/${one.ref}.html`}>
            <Said lang={one.lang}>{one.title}</Said>
          </a>
        </li>
      ))}
    </ul>
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
    {records.length > 0 && <h2>{t('communities.library')}</h2>}
    <ul>
      {records.map(({ ref, versions }) => (
        <li>
          <a href={url`records/${ref}.html`}>
            <Words text={versions.at(-1)!.content.title} />
          </a>
        </li>
      ))}
    </ul>
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

/** Links to where it comes from lead there from a folder too. */
const rooted = (body: string): string => body.replaceAll('](/', `](${site().origin}/`)

const Long = ({ text }: { text: Text }): JSX.Element => {
  const { text: words, lang } = inReach(text)
  return <Markdown text={words} lang={lang} />
}

export const ThreadLeaf = ({ thread }: { thread: SaidThread }): JSX.Element => (
  <>
    <h1>
      <Said lang={thread.lang}>{thread.title}</Said>
    </h1>
    {thread.mergedInto && (
      <p>
        <a href={url`${thread.mergedInto}.html`}>{t('bundle.merged')}</a>
      </p>
    )}
    {thread.poll && (
      <table>
        {thread.poll.choices.map(({ words, votes }) => (
          <tr>
            <th scope="row">
              <Said lang={thread.lang}>{words}</Said>
            </th>
            <td>{votes}</td>
          </tr>
        ))}
      </table>
    )}
    {thread.posts.map((post) => (
      <PostLeaf post={post} lang={thread.lang} />
    ))}
  </>
)

const PostLeaf = ({ post, lang }: { post: SaidPost; lang: string }): JSX.Element => (
  <article id={`post-${post.nth}`}>
    {post.body === undefined ? (
      <p class="soft">{post.left === 'hidden' ? t('bundle.leftHidden') : t('bundle.leftStays')}</p>
    ) : (
      <>
        <p class="soft">
          <bdi>{post.by?.name ?? t('bundle.nameless')}</bdi>
          {post.at && ` · ${formatDate(post.at)}`}
        </p>
        <Markdown text={rooted(post.body)} lang={post.lang ?? lang} rank={2} />
        {(post.files ?? []).map(({ name }) => (
          <p>
            <a href={url`../data/threads/files/${post.ref}/${name}`}>{name}</a>
          </p>
        ))}
      </>
    )}
  </article>
)

export const PageLeaf = ({ title, versions }: { title: string; versions: SaidVersion[] }): JSX.Element => {
  const { body, lang, at } = versions.at(-1)!
  return (
    <>
      <h1>
        <Said lang={lang}>{title}</Said>
      </h1>
      <Markdown text={rooted(body)} lang={lang} rank={2} />
      <p class="soft">{formatDate(at)}</p>
    </>
  )
}

export const RecordLeaf = ({ record, at }: { record: SaidRecord; at: Url }): JSX.Element => {
  const { title, summary, licence } = record.versions.at(-1)!.content
  return (
    <>
      <h1>
        <Words text={title} />
      </h1>
      <p>
        <Words text={summary} />
      </p>
      <p class="soft">{licence}</p>
      {(record.files ?? []).map(({ name }) => (
        <p>
          <a href={url`../data/records/files/${record.ref}/${name}`}>{name}</a>
        </p>
      ))}
      <p>
        <a href={at}>{t('bundle.whole')}</a>
      </p>
    </>
  )
}

import { formatDate, formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { type Url, url } from '../../../ui/url.ts'
import type { SaidPost, SaidRecord, SaidThread, SaidVersion } from '../shapes.ts'

/** Makes links in what people wrote lead somewhere. */
type Rooted = (body: string) => string

export const ThreadLeaf = ({ thread, rooted }: { thread: SaidThread; rooted: Rooted }): JSX.Element => (
  <>
    <h1>
      <Said lang={thread.lang}>{thread.title}</Said>
    </h1>
    {thread.mergedInto && (
      <p>
        <a href={url`${thread.mergedInto}.html`}>{t('bundle.merged')}</a>
      </p>
    )}
    {thread.summaries.map(({ lang, words }) => (
      <p class="lead">
        <Said lang={lang}>{words}</Said>
      </p>
    ))}
    {thread.poll && (
      <table>
        {thread.poll.choices.map(({ words, votes }) => (
          <tr>
            <th scope="row">
              <Said lang={thread.lang}>{words}</Said>
            </th>
            <td>{formatNumber(votes)}</td>
          </tr>
        ))}
      </table>
    )}
    {thread.posts.map((post) => (
      <PostLeaf
        post={post}
        lang={thread.lang}
        rooted={rooted}
        isAnswer={post.ref === thread.accepted}
        answers={thread.posts.find(({ ref }) => ref === post.answers)}
      />
    ))}
  </>
)

const PostLeaf = ({
  post,
  lang,
  rooted,
  isAnswer,
  answers,
}: {
  post: SaidPost
  lang: string
  rooted: Rooted
  isAnswer: boolean
  /** What it answers, in the same thread. */
  answers: SaidPost | undefined
}): JSX.Element => (
  <article id={`post-${post.nth}`}>
    {post.body === undefined ? (
      <p class="soft">{post.left === 'hidden' ? t('bundle.leftHidden') : t('bundle.leftStays')}</p>
    ) : (
      <>
        <p class="soft">
          {isAnswer && <strong>{t('conversations.answer')} · </strong>}
          <bdi>{post.by?.name ?? t('bundle.nameless')}</bdi>
          {post.at && ` · ${formatDate(post.at)}`}
          {answers && (
            <>
              {' · '}
              <a href={url`#post-${answers.nth}`}>
                {t('bundle.inAnswerTo', { name: answers.by?.name ?? t('bundle.nameless') })}
              </a>
            </>
          )}
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

export const PageLeaf = ({
  title,
  versions,
  rooted,
}: {
  title: string
  versions: SaidVersion[]
  rooted: Rooted
}): JSX.Element => {
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

/** What it is called and says in short, with whom it credits: its licence asks for their names. */
export const RecordLeaf = ({ record, at }: { record: SaidRecord; at: Url }): JSX.Element => {
  const { published, content } = record.versions.at(-1)!
  const credited = [...new Set(content.contributors.flatMap(({ name }) => name ?? []))]
  return (
    <>
      <h1>
        <Words text={content.title} />
      </h1>
      {credited.length > 0 && (
        <p>
          {credited.map((name, i) => (
            <>
              {i > 0 && ', '}
              <bdi>{name}</bdi>
            </>
          ))}
        </p>
      )}
      <p>
        <Words text={content.summary} />
      </p>
      <p class="soft">
        {content.licence} · {formatDate(published)}
      </p>
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

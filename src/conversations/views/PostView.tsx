import { pictured } from '../../base/files/address.ts'
import type { FileUse } from '../../base/files/uses.ts'
import { inReach, languageName, t } from '../../base/i18n/t.ts'
import type { Card } from '../../base/things/kinds.ts'
import { Kept } from '../../records/views/Files.tsx'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Face } from '../../ui/parts/Face.tsx'
import { Markdown } from '../../ui/parts/Markdown.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Said, spoken } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import { authorName, partName } from '../names.ts'
import type { Post } from '../thread.ts'

interface PostProps {
  post: Post
  /** Where a link to it leads on this page; its place where nothing is said. */
  id?: string
  /** It answers the question. */
  isAnswer?: boolean
  /** Whoever reads it has not read it before. */
  isNew?: boolean
  /** Of those whose mention leads to their page. */
  handles?: ReadonlySet<string>
  /** What it leads to, and what goes with it. */
  cards?: Card[]
  files?: FileUse[]
  /** What there is to do with it. */
  acts?: Child
  /** Stands under its words: what it asks to choose. */
  children?: Child
}

/** What somebody said, with all that says how to take it: who, for whom, in which language, when. */
export const PostView = ({
  post,
  id,
  isAnswer,
  isNew,
  handles,
  cards = [],
  files = [],
  acts,
  children,
}: PostProps): JSX.Element => (
  <article
    class={isAnswer ? 'post answer' : 'post'}
    id={id ?? `post-${post.nth}`}
    data-says={[post.edited, post.hidden?.at, post.thanks, isAnswer].join()}
  >
    <Face name={post.author?.name || undefined} />
    <div class="stack gap-3">
      <header class="row gap-2">
        <h2>
          <Author post={post} />
        </h2>
        {post.organisation && (
          <a class="soft" href={url`/organisations/${post.organisation.slug}`}>
            {t('conversations.speaksFor', { organisation: inReach(post.organisation.name).text })}
          </a>
        )}
        <a class="soft" href={url`/posts/${post.ref}`}>
          <Ago at={new Date(post.at)} />
        </a>
        {isAnswer && <Tag tone="ok">{t('conversations.answer')}</Tag>}
        {post.fromList && <Tag tone="tacit">{t('lists.fromList')}</Tag>}
        {post.part && <Tag tone="explicit">{partName(post.part)}</Tag>}
        {isNew && <Tag>{t('conversations.new')}</Tag>}
        {post.mail && <Tag>{t('mailin.cameByMail')}</Tag>}
        {spoken(post.lang).lang && <Tag>{languageName(post.lang)}</Tag>}
      </header>
      {post.answers && (
        <p class="soft">
          <a href={url`/posts/${post.answers.ref}`}>
            {t('conversations.inAnswerTo', { nth: post.answers.nth })}
          </a>
        </p>
      )}
      {post.held && (
        <Notice tone="tacit">
          {post.held.why
            ? t('moderation.notLetThrough', { why: post.held.why })
            : t('moderation.waitsForLook')}
        </Notice>
      )}
      <Folded post={post}>
        <Body post={post} handles={handles} />
        {!post.hidden && <Files files={files} />}
        {post.mail?.rest && <LeftOut post={post} rest={post.mail.rest} />}
        {cards.map((card) => (
          <ThingCard card={card} />
        ))}
      </Folded>
      {children}
      {post.thanks > 0 && <p class="soft">{t('conversations.thanks', { count: post.thanks })}</p>}
      {acts && <footer class="row gap-2 unprinted">{acts}</footer>}
    </div>
  </article>
)

/** Of whom the reader wants to see less: there, and one click away. */
const Folded = ({ post, children }: { post: Post; children: Child }): JSX.Element =>
  post.folded && !post.hidden ? (
    <details class="stack gap-3">
      <summary>{t('moderation.folded', { name: authorName(post) })}</summary>
      {children}
    </details>
  ) : (
    <>{children}</>
  )

const Author = ({ post }: { post: Post }): JSX.Element =>
  post.author?.handle ? (
    <a href={url`/people/${post.author.handle}`}>
      <bdi>{post.author.name}</bdi>
    </a>
  ) : (
    <bdi>{authorName(post)}</bdi>
  )

const Body = ({ post, handles }: Pick<PostProps, 'post' | 'handles'>): JSX.Element =>
  post.hidden ? (
    <p class="soft">
      {post.hidden.why
        ? t('conversations.hiddenBecause', { why: post.hidden.why })
        : t('conversations.hidden')}
    </p>
  ) : post.left ? (
    <p class="soft">{post.left === 'hidden' ? t('bundle.leftHidden') : t('bundle.leftStays')}</p>
  ) : (
    <>
      {post.interest && (
        <p class="notice tacit">
          <span>
            {t('conversations.interest')} <Said lang={post.lang}>{post.interest}</Said>
          </span>
        </p>
      )}
      <Markdown text={post.body} lang={post.lang} handles={handles} />
      {post.edited && (
        <p class="soft">
          <a href={url`/posts/${post.ref}/history`}>{t('conversations.edited')}</a>
        </p>
      )}
    </>
  )

/** What a mail had besides: there, and one click away. */
const LeftOut = ({ post, rest }: { post: Post; rest: string }): JSX.Element => (
  <details>
    <summary class="soft">{post.own ? t('mailin.rest') : t('mailin.restOfList')}</summary>
    <p class="told soft">
      <Said lang={post.lang}>{rest}</Said>
    </p>
    {post.own && (
      <form class="unprinted" method="post" action={url`/posts/${post.ref}/rest/removal`}>
        <button class="button quiet" type="submit">
          {t('mailin.takeRestAway')}
        </button>
      </form>
    )}
  </details>
)

const Files = ({ files }: { files: FileUse[] }): JSX.Element | null =>
  files.length > 0 ? (
    <ul class="pictures">
      {files.map((file) => (
        <li>
          <Kept file={file} picture={pictured(file)} />
        </li>
      ))}
    </ul>
  ) : null

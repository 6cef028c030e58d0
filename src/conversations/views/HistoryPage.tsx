import { languageName, t } from '../../base/i18n/t.ts'
import { WordsChanged } from '../../records/review/views/Differences.tsx'
import { wordsBetween } from '../../records/review/word-differences.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Markdown } from '../../ui/parts/Markdown.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { url } from '../../ui/url.ts'
import { threadUrl } from '../address.ts'
import type { History } from '../editing.ts'

/** What a post said before, newest first, what changed marked word by word. */
export const HistoryPage = ({ post, versions }: History): JSX.Element => (
  <Page
    title={t('conversations.history')}
    unlisted
    levels={[{ name: post.thread.title, href: threadUrl(post.thread) }]}
  >
    <h1>{t('conversations.history')}</h1>
    <p>
      <a href={url`/posts/${post.ref}`}>{t('conversations.seeInPlace')}</a>
    </p>
    {versions.map(({ body, lang, from }, i) => {
      const before = versions[i + 1]
      return (
        <section class="stack gap-3 changes">
          <h2>
            <Ago at={new Date(from)} />
          </h2>
          {before && before.lang !== lang && <p class="soft">{languageName(lang)}</p>}
          {before ? (
            wordsBetween({ [lang]: before.body }, { [lang]: body }).map((one) => <WordsChanged {...one} />)
          ) : (
            <Markdown text={body} lang={lang} />
          )}
        </section>
      )
    })}
  </Page>
)

import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { type Url, withQuery } from '../../ui/url.ts'

interface FoundProps {
  title: string
  words: string
  /** The list's address, and what of its query is kept from page to page. */
  at: Url
  query: Record<string, string | undefined>
  page: number
  size: number
  total: number
  /** The fields that narrow the list. */
  fields: Child
  /** Stands instead of the list where there is nothing. */
  empty: Child
  /** Stands last. */
  after?: Child
  /** The lines of the feed. */
  children?: Child
}

/** A page that finds whom one looks for: fields, a feed, its pages. */
export const Found = ({
  title,
  words,
  at,
  query,
  page,
  size,
  total,
  fields,
  empty,
  after,
  children,
}: FoundProps): JSX.Element => (
  <Page title={title} description={words}>
    <h1>{title}</h1>
    <p class="lead">{words}</p>
    <form class="inline-form" action={at}>
      {fields}
      <button class="button" type="submit">
        {t('people.find')}
      </button>
    </form>
    {total > 0 ? (
      <>
        <Feed>{children}</Feed>
        <Pager
          page={page}
          size={size}
          total={total}
          address={(to) =>
            withQuery(at, new URLSearchParams(), { ...query, page: to > 1 ? String(to) : undefined })
          }
        />
      </>
    ) : (
      empty
    )}
    {after}
  </Page>
)

import { languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Heading, type Rank } from '../../../ui/parts/Heading.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import type { Community } from '../../community.ts'
import { By } from '../../texts/views/By.tsx'
import { type ListedPage, pageUrl } from '../page.ts'

interface PageListProps {
  community: Community
  pages: ListedPage[]
  rank: Rank
}

/** Pages of a community: each with who wrote in it last. */
export const PageList = ({ community, pages, rank }: PageListProps): JSX.Element => (
  <ul class="stack gap-3">
    {pages.map((page) => (
      <li class="card">
        <Heading rank={rank}>
          <a href={pageUrl(community, page)}>
            <Said lang={page.lang}>{page.title}</Said>
          </a>
        </Heading>
        <p class="row soft">
          <By by={page.by} />
          <Ago at={new Date(page.at)} />
          <span>{languageName(page.lang)}</span>
          <span>{t('practice.versions', { count: page.versions })}</span>
        </p>
      </li>
    ))}
  </ul>
)

import { reader } from '../../base/i18n/reader.ts'
import type { JSX } from '../jsx/elements.ts'
import { Page } from '../Page.tsx'
import { BringsFacets, Facets } from '../parts/Facets.tsx'
import { Feed, FeedItem } from '../parts/Feed.tsx'
import { Icon } from '../parts/Icon.tsx'
import { Pager } from '../parts/Pager.tsx'
import { Tabs } from '../parts/Tabs.tsx'
import { Tag } from '../parts/Tag.tsx'
import { url, withQuery } from '../url.ts'
import { texts } from './texts.ts'

const here = (changes: Record<string, string>) => withQuery(url`/search`, reader().query, changes)

export const SearchSample = (): JSX.Element => (
  <Page title={texts.labels.results} search="stone">
    <div class="with-side">
      <Facets
        clear={url`/search`}
        groups={[
          {
            label: texts.labels.kind,
            choices: texts.kinds.map((label, i) => ({
              label,
              count: 312 - i * 31,
              href: here({ kind: label }),
              on: i === 1,
            })),
          },
          {
            label: texts.labels.place,
            choices: texts.trail.map((label, i) => ({
              label,
              count: 1200 - i * 400,
              href: here({ place: label }),
              on: false,
            })),
          },
        ]}
      />
      <div class="stack">
        <h1>{texts.labels.results}</h1>
        <div class="row apart">
          <BringsFacets chosen={1} />
          <a href={url`/search.csv`} class="row gap-1">
            <Icon name="download" />
            {texts.labels.download}
          </a>
        </div>
        <Tabs
          name={texts.labels.results}
          tabs={[texts.labels.list, texts.labels.table, texts.labels.map].map((label, i) => ({
            label,
            href: here({ as: label }),
            current: i === 0,
          }))}
        />
        <Feed>
          {texts.communities.map(([title, meta, about], i) => (
            <FeedItem
              meta={
                <>
                  <Tag tone={i === 1 ? 'tacit' : 'explicit'}>{i === 1 ? texts.story : texts.kind}</Tag>
                  <span>{meta}</span>
                </>
              }
            >
              <h2>
                <a href={url`/`}>{title}</a>
              </h2>
              <p>
                {about} <mark>{texts.record.slice(0, 11)}</mark>
              </p>
            </FeedItem>
          ))}
        </Feed>
        <Pager page={2} size={20} total={312} address={(page) => here({ page: String(page) })} />
      </div>
    </div>
  </Page>
)

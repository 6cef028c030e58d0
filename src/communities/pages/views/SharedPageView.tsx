import { languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { ReportLink } from '../../../ui/parts/ReportLink.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { url, within } from '../../../ui/url.ts'
import type { Version } from '../../texts/text.ts'
import { By } from '../../texts/views/By.tsx'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import { pagesUrl, pageUrl, type SharedPage } from '../page.ts'

interface SharedPageProps {
  page: SharedPage
  text: Version
  works: boolean
  keeps: boolean
  panels: JSX.Element[]
}

/** A page that members of a community write together. */
export const SharedPageView = ({ page, text, works, keeps, panels }: SharedPageProps): JSX.Element => {
  const { community } = page
  const address = pageUrl(community, page)
  return (
    <CommunityFrame
      community={community}
      tab="library"
      title={text.title}
      canonical={address}
      head={<link rel="alternate" type="application/json" href={url`/api/v1/pages/${page.ref}`} />}
    >
      <article class="stack gap-5">
        <header class="stack gap-3">
          <p>
            <a href={pagesUrl(community)}>{t('practice.pages')}</a>
          </p>
          <h2>
            <Said lang={text.lang}>{text.title}</Said>
          </h2>
          <p class="row soft">
            <By by={text.by} />
            <Ago at={new Date(text.at)} />
            <span>{languageName(text.lang)}</span>
            <a href={within(address, 'history')}>{t('practice.versions', { count: text.number })}</a>
          </p>
          {works && (
            <p class="unprinted">
              <a class="button quiet" href={within(address, 'edit')}>
                {t('practice.editPage')}
              </a>
            </p>
          )}
        </header>
        <Markdown text={text.body} lang={text.lang} rank={3} />
        {keeps && (
          <form class="row unprinted" method="post" action={within(address, 'removal')}>
            <button class="button quiet grave" type="submit">
              {t('practice.takeAway')}
            </button>
            <span class="soft">{t('practice.takeAwayWords')}</span>
          </form>
        )}
        {panels}
        <p class="soft">
          <ReportLink of={page.ref} />
        </p>
      </article>
    </CommunityFrame>
  )
}

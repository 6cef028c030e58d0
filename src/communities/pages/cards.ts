import { sql } from 'kysely'
import { t } from '../../base/i18n/t.ts'
import type { Kind } from '../../base/things/kinds.ts'
import { librariesPanel } from '../library/panel.tsx'
import { cardsOfTexts, newestText } from '../texts/cards.ts'
import { textPeace } from '../texts/peace.ts'
import { pageUrl } from './page.ts'
import { writtenBy } from './saying.ts'

export const pageKind: Kind = {
  noun: 'pages',
  peace: textPeace('page'),
  named: ([noun, slug, below, name]) =>
    noun === 'communities' && below === 'pages' && name
      ? sql`select page.thing from page join community on community.thing = page.community
          where community.slug = ${slug ?? ''} and page.slug = ${name}`
      : noun === 'pages' && slug
        ? sql`select id as thing from thing where ref = ${slug} and kind = 'page'`
        : undefined,
  ...cardsOfTexts<{ slug: string }>({
    kind: 'page',
    from: sql`page as one join ${newestText}`,
    columns: sql`one.slug, json_build_object('original', text.lang, 'texts', json_build_object(text.lang, text.title)) as words`,
    kindName: () => t('practice.page'),
    href: (row) => pageUrl({ slug: row.community }, row),
  }),
  panel: librariesPanel,
  saidBy: writtenBy,
}

import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Pages } from '../../../ui/parts/Pages.tsx'
import { url } from '../../../ui/url.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import { answerName } from '../answer-name.ts'
import type { DraftChanges } from '../changes.ts'
import { CommentsLink } from './CommentsLink.tsx'
import { Differences } from './Differences.tsx'

/** So many answers stand on a page. */
const perPage = 60

/** What a draft would change, or all that it says, answer by answer; each leads to what is said of it. */
export const DraftChangesPage = ({
  draft,
  next,
  comments,
  differences,
  names,
  page,
}: DraftChanges & { page: number }): JSX.Element => {
  const title = next ? t('review.whatChanges') : t('review.answerByAnswer')
  return (
    <Page title={title} unlisted levels={[{ name: nameOfDraft(draft), href: url`/reviews/${draft.ref}` }]}>
      <h1 class="title">{title}</h1>
      {differences.length === 0 ? (
        <Empty next={{ href: url`/drafts/${draft.ref}/comments`, words: t('review.comments') }}>
          {next ? t('review.nothingDiffers') : t('review.nothingSaid')}
        </Empty>
      ) : (
        <Differences
          differences={differences.slice((page - 1) * perPage, page * perPage)}
          names={names}
          whole={!next}
          under={({ path }) =>
            answerName(draft.definition, path) !== undefined && (
              <CommentsLink draft={draft} path={path} count={comments.get(path)} />
            )
          }
        />
      )}
      <Pages page={page} size={perPage} total={differences.length} at={url`/reviews/${draft.ref}/answers`} />
    </Page>
  )
}

import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Faults } from '../../../ui/parts/Fields.tsx'
import type { Community } from '../../community.ts'
import { TextFields } from '../../texts/views/TextFields.tsx'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import { pagesUrl } from '../page.ts'

/** Begins a page. */
export const NewPage = ({ community, attempt }: { community: Community; attempt?: Attempt }): JSX.Element => (
  <CommunityFrame community={community} tab="library" title={t('practice.newPage')} unlisted>
    <section class="stack gap-4">
      <h2>{t('practice.newPage')}</h2>
      <p class="narrow-text">{t('practice.newPageWords')}</p>
      <form class="form" method="post" action={pagesUrl(community)} novalidate>
        <Faults attempt={attempt} />
        <TextFields attempt={attempt} lang={reader().lang} titled />
        <button class="button" type="submit">
          {t('practice.save')}
        </button>
      </form>
    </section>
  </CommunityFrame>
)

import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { CommunityFrame } from '../../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Faults, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { url } from '../../../ui/url.ts'
import type { ArchiveShown } from '../archives.ts'

/** Says what it means to open a list, and asks for a yes. */
export const OpeningPage = ({
  community,
  archive,
  here,
  attempt,
}: ArchiveShown & { here: { messages: number; people: number }; attempt?: Attempt }): JSX.Element => (
  <CommunityFrame community={community} tab="conversation" title={t('lists.open')} unlisted>
    <h2>{t('lists.openNamed', { name: archive.name })}</h2>
    <Notice tone="tacit">
      <p>{t('lists.openMeans', here)}</p>
      <p>{t('lists.openPeople')}</p>
      <p>{t('lists.openBack')}</p>
    </Notice>
    <form
      class="form"
      method="post"
      action={url`/communities/${community.slug}/lists/${archive.ref}/opening`}
      novalidate
    >
      <Faults attempt={attempt} />
      <Choices
        {...typed(attempt, 'sure')}
        label={t('lists.sure')}
        several
        choices={[{ value: 'yes', label: t('lists.sureYes') }]}
        chosen={[]}
      />
      <div class="row">
        <button class="button" type="submit">
          {t('lists.open')}
        </button>
        <a href={url`/communities/${community.slug}/lists/${archive.ref}`}>{t('lists.notNowBack')}</a>
      </div>
    </form>
  </CommunityFrame>
)

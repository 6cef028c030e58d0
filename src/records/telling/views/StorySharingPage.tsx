import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import type { Text } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import type { Story } from '../choices.ts'
import type { SharingView } from '../telling.ts'
import { WhomFields } from './WhomFields.tsx'

/** Of a story that was told, for whoever told it: open it to others, take the name off, take it back. */
export const StorySharingPage = ({
  ref,
  title,
  story,
  communities,
  attempt,
}: {
  ref: Ref
  title: Text
  story: Story
  communities: SharingView['communities']
  attempt?: Attempt
}): JSX.Element => (
  <Page
    title={t('telling.whoMaySee')}
    unlisted
    levels={[
      { name: t('telling.tell'), href: url`/tell` },
      { name: inReach(title).text, href: url`/records/${ref}` },
    ]}
  >
    <h1 class="title">{t('telling.whoMaySee')}</h1>
    <p class="lead narrow-text">{t('consent.cannotBeRecalledWords')}</p>
    <Faults attempt={attempt} />
    <form class="form telling" method="post" action={url`/records/${ref}/sharing`} novalidate>
      <WhomFields story={story} communities={communities} attempt={attempt} />
      <button class="button" type="submit">
        {t('telling.shareSo')}
      </button>
    </form>
    {story.shown !== 'none' && (
      <form class="stack gap-2" method="post" action={url`/records/${ref}/sharing/name/removal`}>
        <p class="soft narrow-text">{t('telling.withholdWords')}</p>
        <button class="button quiet" type="submit">
          {t('telling.withhold')}
        </button>
      </form>
    )}
    <p class="row gap-3">
      <a href={url`/records/${ref}/withdrawal`}>{t('telling.takeItBack')}</a>
      {story.toldFor && <a href={url`/records/${ref}/consent`}>{t('telling.consentEnds')}</a>}
    </p>
  </Page>
)

import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Card } from '../../../base/things/kinds.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { ThingCard } from '../../../ui/parts/ThingCard.tsx'
import { url } from '../../../ui/url.ts'
import type { LibrariesAround } from '../around.ts'
import { libraryChoices } from './InLibraries.tsx'
import { ItemFields } from './ItemFields.tsx'

interface PuttingProps {
  card: Card
  around: LibrariesAround
  /** The slug of the one that was chosen before. */
  chosen?: string
  attempt?: Attempt
}

/** A thing on its way into a library: which, and what there is to say of it. */
export const PuttingPage = ({ card, around, chosen, attempt }: PuttingProps): JSX.Element => {
  const community = typed(attempt, 'community')
  return (
    <Page
      title={t('practice.putIntoLibrary')}
      unlisted
      levels={[{ name: t('communities.communities'), href: url`/communities` }]}
    >
      <h1>{t('practice.putIntoLibrary')}</h1>
      <Faults attempt={attempt} />
      <ThingCard card={card} rank={2} />
      {around.mine.length > 0 ? (
        <form class="form" method="post" action={url`/libraries/additions`} novalidate>
          <input type="hidden" name="thing" value={card.ref} />
          <Pick
            {...community}
            value={community.value ?? chosen}
            label={t('practice.whichLibrary')}
            choices={libraryChoices(around)}
          />
          <ItemFields attempt={attempt} />
          <button class="button" type="submit">
            {t('practice.putIn')}
          </button>
        </form>
      ) : (
        <>
          {community.value && <p class="told">{typed(attempt, 'note').value}</p>}
          <Empty next={{ href: url`/communities`, words: t('communities.communities') }}>
            {t('practice.noLibrary')}
          </Empty>
        </>
      )}
    </Page>
  )
}

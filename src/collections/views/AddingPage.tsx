import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Faults, Pick, typed } from '../../ui/parts/Fields.tsx'
import { ThingCard } from '../../ui/parts/ThingCard.tsx'
import { url } from '../../ui/url.ts'
import type { Adding } from '../adding.ts'
import { AddingForm } from './AddingForm.tsx'
import { choicesOf } from './CollectionsAround.tsx'

/** A thing on its way into a collection: which, and what there is to say of it. */
export const AddingPage = ({ card, around, attempt }: Adding & { attempt?: Attempt }): JSX.Element => (
  <Page
    title={t('collections.addTo')}
    unlisted
    levels={[{ name: t('collections.collections'), href: url`/collections` }]}
  >
    <h1>{t('collections.addTo')}</h1>
    <ThingCard card={card} rank={2} />
    <AddingForm
      action={url`/collections/additions`}
      title={{
        label: t('collections.newTitle'),
        help: t('collections.newHelp'),
        optional: around.mine.length > 0,
      }}
      attempt={attempt}
    >
      <Faults attempt={attempt} />
      <input type="hidden" name="thing" value={card.ref} />
      {around.mine.length > 0 && (
        <Pick {...typed(attempt, 'collection')} label={t('collections.which')} choices={choicesOf(around)} />
      )}
    </AddingForm>
  </Page>
)

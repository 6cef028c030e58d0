import { label, languageName, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { Label } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import { reviewName } from '../names.ts'
import type { Waiting } from '../queue.ts'

/** Something that waits, for whoever may review it and is not asked: what it is about, and the way to take it on. */
export const OfferPage = ({ waiting }: { waiting: Waiting }): JSX.Element => (
  <Page title={nameOfDraft(waiting)} unlisted levels={[{ name: t('review.queue'), href: url`/reviews` }]}>
    <header class="stack gap-2">
      <h1 class="title">{nameOfDraft(waiting)}</h1>
      <p class="soft">
        <Label of={waiting.questionnaire} /> · {languageName(waiting.lang)} · {reviewName(waiting.review)} ·{' '}
        <Ago at={new Date(waiting.at)} />
      </p>
      <p>{waiting.about.map(({ name }) => label(name)).join(' · ')}</p>
    </header>
    <form class="form" method="post" action={url`/reviews/${waiting.ref}/taking`}>
      <p class="narrow-text">{t('review.takeOnWords')}</p>
      <button class="button" type="submit">
        {t('review.takeOn')}
      </button>
    </form>
  </Page>
)

import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Card } from '../../../base/things/kinds.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { ThingCard } from '../../../ui/parts/ThingCard.tsx'
import { url } from '../../../ui/url.ts'
import type { AgendaAround } from '../around.ts'
import { questionChoices } from './AnswersAgenda.tsx'

interface TyingProps {
  card: Card
  around: AgendaAround
  attempt?: Attempt
}

/** A thing on its way to a question that it answers. */
export const TyingPage = ({ card, around, attempt }: TyingProps): JSX.Element => (
  <Page
    title={t('practice.tieToQuestion')}
    unlisted
    levels={[{ name: t('communities.communities'), href: url`/communities` }]}
  >
    <h1>{t('practice.tieToQuestion')}</h1>
    <Faults attempt={attempt} />
    <ThingCard card={card} rank={2} />
    {around.mine.length > 0 ? (
      <form class="form" method="post" action={url`/agenda-questions/ties`} novalidate>
        <input type="hidden" name="thing" value={card.ref} />
        <Pick
          {...typed(attempt, 'question')}
          label={t('practice.whichQuestion')}
          choices={questionChoices(around)}
        />
        <button class="button" type="submit">
          {t('practice.tie')}
        </button>
      </form>
    ) : (
      <Empty next={{ href: url`/communities`, words: t('communities.communities') }}>
        {t('practice.noOpenQuestion')}
      </Empty>
    )}
  </Page>
)

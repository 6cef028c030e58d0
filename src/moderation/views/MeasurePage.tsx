import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Faults } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import { Frame } from './Frame.tsx'
import { MeasureFields, ReasonField } from './MeasureFields.tsx'

interface MeasureProps {
  place: Community | undefined
  whom: { name: string; handle: string; paused: number | null; removed: number | null }
  attempt?: Attempt
}

/** What is done about somebody, and what is undone. */
export const MeasurePage = ({ place, whom, attempt }: MeasureProps): JSX.Element => {
  const base = place ? url`/communities/${place.slug}/measures` : url`/moderation/measures`
  const over = [
    { id: whom.paused, words: t('moderation.endPause') },
    { id: whom.removed, words: t('moderation.takeBackIn') },
  ]
  return (
    <Frame place={place} title={t('moderation.about', { name: whom.name })}>
      <Faults attempt={attempt} />
      {over.map(
        ({ id, words }) =>
          id && (
            <form
              class="form"
              method="post"
              action={
                place ? url`/communities/${place.slug}/log/${id}/undoing` : url`/moderation/log/${id}/undoing`
              }
            >
              <button class="button quiet" type="submit">
                {words}
              </button>
            </form>
          ),
      )}
      {!whom.removed && (
        <form class="form" method="post" action={base} novalidate>
          <input type="hidden" name="of" value={whom.handle} />
          <p class="soft">{t('moderation.conductStands')}</p>
          <MeasureFields attempt={attempt} remove={Boolean(place)} />
          <ReasonField attempt={attempt} />
          <button class="button grave" type="submit">
            {t('moderation.doIt')}
          </button>
        </form>
      )}
    </Frame>
  )
}

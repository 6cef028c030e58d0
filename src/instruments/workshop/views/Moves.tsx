import { t } from '../../../base/i18n/t.ts'
import type { Lang } from '../../../base/text.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import { Pick } from '../../../ui/parts/Fields.tsx'
import type { Url } from '../../../ui/url.ts'
import { Hidden, Note } from './frame.tsx'

interface MovesProps {
  lang: Lang
  move: Url
  removal: Url
  /** Other groups that it may go to. */
  groups?: { value: string; label: string }[]
  /** What becomes of the answers when it goes. */
  goes: Child
}

/** Up, down, elsewhere, away: of a question or a group. */
export const Moves = ({ lang, move, removal, groups = [], goes }: MovesProps): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('workshop.whereItStands')}</h2>
    <form class="row gap-2" method="post" action={move}>
      <Hidden form="move" lang={lang} />
      <button class="button quiet" type="submit" name="where" value="up">
        {t('workshop.up')}
      </button>
      <button class="button quiet" type="submit" name="where" value="down">
        {t('workshop.down')}
      </button>
    </form>
    {groups.length > 0 && (
      <form class="form" method="post" action={move}>
        <Hidden form="move" lang={lang} />
        <Pick name="where" label={t('workshop.toGroup')} choices={groups} />
        <button class="button quiet" type="submit">
          {t('workshop.move')}
        </button>
      </form>
    )}
    <form class="form" method="post" action={removal} novalidate>
      <Hidden form="removal" lang={lang} />
      <p class="help">{goes}</p>
      <Note form="removal" />
      <button class="button quiet grave" type="submit">
        {t('workshop.remove')}
      </button>
    </form>
  </section>
)

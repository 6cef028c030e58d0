import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { within } from '../../../ui/url.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import type { TextPlace } from '../place.ts'
import type { Version } from '../text.ts'
import { TextFields } from './TextFields.tsx'

interface TextFormProps {
  place: TextPlace
  now?: Version
  attempt?: Attempt
}

/** Writes on in a page or an answer that is there. */
export const TextFormPage = ({ place, now, attempt }: TextFormProps): JSX.Element => {
  const name = place.form === 'edit' ? t('practice.editPage') : t('practice.writeAnswer')
  return (
    <CommunityFrame community={place.community} tab={place.tab} title={name} unlisted>
      <section class="stack gap-4">
        <h2>{name}</h2>
        <p>
          <a href={place.address}>
            <Words text={place.title} />
          </a>
        </p>
        <form class="form" method="post" action={within(place.base, place.form)} novalidate>
          <Faults attempt={attempt} />
          <TextFields
            attempt={attempt}
            now={now}
            lang={now?.lang ?? reader().lang}
            titled={place.form === 'edit'}
          />
          <button class="button" type="submit">
            {t('practice.save')}
          </button>
        </form>
      </section>
    </CommunityFrame>
  )
}

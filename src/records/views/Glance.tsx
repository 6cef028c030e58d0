import type { Pictured } from '../../base/files/address.ts'
import { label, t } from '../../base/i18n/t.ts'
import type { ReadAnswer } from '../../instruments/reading.ts'
import { InLine, type Names } from '../../instruments/views/Value.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Picture } from '../../ui/parts/Picture.tsx'
import { Label, Said } from '../../ui/parts/Words.tsx'

/** What its instrument puts first: enough to know whether to read on. */
export const Glance = ({
  answers,
  names,
  picture,
}: {
  answers: ReadAnswer[]
  names: Names
  picture?: Pictured
}): JSX.Element => (
  <section class="stack gap-3" id="at-a-glance">
    <h2>{t('records.atAGlance')}</h2>
    {picture && (
      <figure>
        <Picture
          of={picture}
          alt={label(picture.caption) || t('records.picture')}
          sizes="(min-width: 60rem) 40rem, 100vw"
        />
        <figcaption>
          <Label of={picture.caption} />
          {picture.credit && <small> {t('instruments.pictureBy', { credit: picture.credit })}</small>}
        </figcaption>
      </figure>
    )}
    <Facts>
      {answers.map(({ label, value }) => (
        <Fact term={label && <Said lang={label.lang}>{label.text}</Said>}>
          <InLine value={value} names={names} />
        </Fact>
      ))}
    </Facts>
  </section>
)

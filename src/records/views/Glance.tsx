import { t } from '../../base/i18n/t.ts'
import type { ReadAnswer } from '../../instruments/reading.ts'
import { InLine, type Names } from '../../instruments/views/Value.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Said } from '../../ui/parts/Words.tsx'

/** What its instrument puts first: enough to know whether to read on. */
export const Glance = ({ answers, names }: { answers: ReadAnswer[]; names: Names }): JSX.Element => (
  <section class="stack gap-3" id="at-a-glance">
    <h2>{t('records.atAGlance')}</h2>
    <Facts>
      {answers.map(({ label, value }) => (
        <Fact term={label && <Said lang={label.lang}>{label.text}</Said>}>
          <InLine value={value} names={names} />
        </Fact>
      ))}
    </Facts>
  </section>
)

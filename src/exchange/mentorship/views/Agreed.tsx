import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../../ui/parts/Facts.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import type { Mentorship, Terms } from '../mentorship.ts'

const TermsOf = ({ terms, lang }: { terms: Partial<Terms>; lang: string }): JSX.Element => (
  <Facts>
    <Fact term={t('mentorship.purpose')}>
      <Said lang={lang}>{terms.purpose ?? ''}</Said>
    </Fact>
    {terms.rhythm && (
      <Fact term={t('mentorship.rhythm')}>
        <Said lang={lang}>{terms.rhythm}</Said>
      </Fact>
    )}
    {terms.until && <Fact term={t('mentorship.until')}>{formatDate(terms.until)}</Fact>}
  </Facts>
)

/** What the two agreed. */
export const Agreed = ({ one }: { one: Mentorship }): JSX.Element | null =>
  one.agreed || !one.proposed ? (
    <section class="stack gap-2">
      <h2>{one.agreed ? t('mentorship.agreed') : t('mentorship.askedFor')}</h2>
      <TermsOf
        terms={{ purpose: one.purpose, rhythm: one.rhythm ?? undefined, until: one.until ?? undefined }}
        lang={one.lang}
      />
    </section>
  ) : null

/** What one of them proposes and the other has not said yes to. */
export const Proposed = ({ one }: { one: Mentorship }): JSX.Element | null =>
  one.proposed && (
    <Notice title={one.proposed.mine ? t('mentorship.youPropose') : t('mentorship.theyPropose')}>
      <TermsOf terms={one.proposed} lang={one.lang} />
    </Notice>
  )

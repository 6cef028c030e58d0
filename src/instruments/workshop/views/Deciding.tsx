import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Line, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import { nameAfter } from '../deciding.ts'
import { seenOf } from '../seeing.ts'
import { Name, ofForm } from './frame.tsx'
import type { ProposalProps } from './ProposalPage.tsx'

/** Who makes it together, and taking it back. */
export const Making = ({ view: { whole }, attempt }: ProposalProps): JSX.Element | null => {
  if (!whole.edits) return null
  return (
    <section class="stack" id="makers">
      <h2>{t('workshop.together')}</h2>
      {whole.editors.map((one) => (
        <form class="row gap-2" method="post" action={url`/proposals/${whole.ref}/editors/${one.id}/end`}>
          <Name of={one} />
          <button class="button quiet" type="submit">
            {t('workshop.endEditor', { name: one.name })}
          </button>
        </form>
      ))}
      <form class="form" method="post" action={url`/proposals/${whole.ref}/editors`} novalidate>
        <input type="hidden" name="form" value="editor" />
        <Line
          {...typed(ofForm(attempt, 'editor'), 'handle')}
          label={t('workshop.askEditor')}
          help={t('people.handleHelp')}
          autocomplete="off"
        />
        <button class="button quiet" type="submit">
          {t('workshop.askThem')}
        </button>
      </form>
      <form method="post" action={url`/proposals/${whole.ref}/withdrawal`}>
        <p class="help">{t('workshop.takeBackHelp')}</p>
        <button class="button quiet grave" type="submit">
          {t('workshop.takeBack')}
        </button>
      </form>
    </section>
  )
}

/** For those who curate the questionnaire. */
export const Deciding = ({ view: { whole }, attempt }: ProposalProps): JSX.Element | null => {
  if (!whole.decides) return null
  const adopting = typed(ofForm(attempt, 'adopt'), 'edition')
  const next = whole.kind === 'extension' ? '1' : nameAfter(whole.current.name)
  return (
    <section class="stack" id="deciding">
      <h2>{t('workshop.decide')}</h2>
      <form class="form" method="post" action={url`/proposals/${whole.ref}/adoption`} novalidate>
        <input type="hidden" name="form" value="adopt" />
        <input type="hidden" name="seen" value={seenOf(whole)} />
        <Line
          {...adopting}
          value={adopting.value ?? next}
          label={t('workshop.editionName')}
          help={whole.kind === 'extension' ? t('workshop.adoptNewHelp') : t('workshop.adoptHelp')}
        />
        <button class="button" type="submit">
          {t('workshop.adopt')}
        </button>
      </form>
      <form class="form" method="post" action={url`/proposals/${whole.ref}/refusal`} novalidate>
        <input type="hidden" name="form" value="decline" />
        <input type="hidden" name="lang" value={reader().lang} />
        <Lines
          {...typed(ofForm(attempt, 'decline'), 'reason')}
          label={t('workshop.reason')}
          help={t('workshop.reasonHelp')}
          rows={3}
        />
        <button class="button quiet" type="submit">
          {t('workshop.decline')}
        </button>
      </form>
    </section>
  )
}

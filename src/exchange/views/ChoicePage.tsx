import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Choices } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import type { Choice } from '../choosing.ts'
import type { Expert } from '../experts/finding.ts'
import { doneSaid } from '../experts/names.ts'
import type { Known } from '../names.ts'

/** Whether somebody may be found by what they did, and asked about needs; with what would be shown of them. */
export const ChoicePage = ({
  choice,
  shown,
  ...known
}: Known & { choice: Choice; shown?: Expert }): JSX.Element => (
  <Page title={t('exchange.choices')} unlisted levels={[{ name: t('people.account'), href: url`/account` }]}>
    <h1>{t('exchange.choices')}</h1>
    <p class="narrow-text">{t('exchange.choicesWords')}</p>
    <form class="form" method="post" action={url`/account/exchange`}>
      <Choices
        name="choice"
        label={t('exchange.iAgree')}
        several
        optional
        chosen={[...(choice.findable ? ['findable'] : []), ...(choice.askable ? ['askable'] : [])]}
        choices={[
          { value: 'findable', label: t('exchange.findable'), help: t('exchange.findableHelp') },
          { value: 'askable', label: t('exchange.askable'), help: t('exchange.askableHelp') },
        ]}
      />
      <button class="button" type="submit">
        {t('exchange.save')}
      </button>
    </form>
    <section class="stack gap-3">
      <h2>{choice.findable ? t('exchange.whatIsShown') : t('exchange.whatWouldBeShown')}</h2>
      {shown ? (
        <ul>
          {shown.done.map((one) => (
            <li>{doneSaid(one, known)}</li>
          ))}
        </ul>
      ) : (
        <p class="soft">{t('exchange.nothingToShow')}</p>
      )}
      <p>
        <a href={url`/experts`}>{t('experts.title')}</a>
      </p>
    </section>
  </Page>
)

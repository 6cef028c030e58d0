import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import type { Asked } from '../../../instruments/lookup.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Choices, Faults, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { AskedFields } from '../../views/AskedFields.tsx'
import { openToName } from '../names.ts'
import { type Moment, openings } from '../story.ts'

interface TellProps {
  moment: Moment
  asked: Asked[]
  lang: string
  /** The reference of one that is said otherwise. */
  changes?: Ref
  attempt?: Attempt
}

/** Two or three short questions at the moment in which something was used. */
export const TellPage = ({ moment, asked, lang, changes, attempt }: TellProps): JSX.Element => {
  const { communities } = moment
  return (
    <Page title={t('value.cameOf')} unlisted>
      <h1>{t('value.cameOf')}</h1>
      <p class="lead">
        <a href={moment.href}>
          <Words text={moment.title} />
        </a>
      </p>
      <p class="narrow-text">{t('value.lead')}</p>
      <form
        class="form"
        method="post"
        action={changes ? url`/value/${changes}/change` : url`/value/new`}
        novalidate
      >
        <Faults attempt={attempt} />
        <input type="hidden" name="of" value={moment.ref} />
        <input type="hidden" name="lang" value={lang} />
        <AskedFields asked={asked} attempt={attempt} />
        <Line
          {...typed(attempt, 'link')}
          type="url"
          label={t('value.link')}
          help={t('value.linkHelp')}
          optional
        />
        {communities.length > 1 && (
          <Pick
            {...typed(attempt, 'community')}
            label={t('value.community')}
            choices={communities.map(({ slug, name }) => ({ value: slug, label: inReach(name).text }))}
          />
        )}
        {communities.length === 1 && <input type="hidden" name="community" value={communities[0]!.slug} />}
        <Choices
          {...typed(attempt, 'openTo')}
          label={t('value.forWhom')}
          choices={openings
            .filter((one) => one === 'everyone' || communities.length > 0)
            .map((value) => ({ value, label: openToName(value) }))}
          chosen={[typed(attempt, 'openTo').value ?? (communities.length > 0 ? 'facilitators' : '')]}
        />
        {moment.sealed ? (
          <p class="soft">{t('value.sealed')}</p>
        ) : (
          <Choices
            {...typed(attempt, 'named')}
            label={t('value.byWhom')}
            choices={[
              { value: 'no', label: t('value.withoutName'), help: t('value.mayGuess') },
              { value: 'yes', label: t('value.withName') },
            ]}
            chosen={[typed(attempt, 'named').value ?? 'no']}
          />
        )}
        <Choices
          {...typed(attempt, 'agreed')}
          label={t('value.consent')}
          several
          choices={[{ value: 'yes', label: t('value.agree') }]}
          chosen={[typed(attempt, 'agreed').value ?? '']}
        />
        <button class="button" type="submit">
          {t('value.keep')}
        </button>
      </form>
      {!changes && (
        <div class="row gap-3">
          <Act action={url`/value/not-now`} hidden={{ of: moment.ref }}>
            {t('value.notNow')}
          </Act>
          <Act action={url`/value/never`} hidden={{ of: moment.ref, how: moment.never ? 'again' : 'never' }}>
            {moment.never ? t('value.askAgain') : t('value.neverAsk')}
          </Act>
        </div>
      )}
    </Page>
  )
}

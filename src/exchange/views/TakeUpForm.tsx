import type { Attempt } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { newRef } from '../../base/ids.ts'
import { AccountFirst } from '../../people/views/AccountFirst.tsx'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { Tag } from '../../ui/parts/Tag.tsx'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { entryUrl } from '../address.ts'
import { isOpen } from '../entry.ts'
import { takeUpStateName } from '../names.ts'
import { isGoing } from '../take-up.ts'
import type { EntryProps } from './EntryPage.tsx'

/** The way from an offer or a need to whoever said it. */
export const TakeUpForm = ({ entry, takeUps, signedIn, attempt }: EntryProps): JSX.Element | null => {
  const going = takeUps.find(isGoing)
  return (
    <section class="stack gap-4 unprinted" id="take-up">
      {takeUps.length > 0 && (
        <ul class="stack gap-2">
          {takeUps.map((one) => (
            <li class="row gap-2">
              <a href={url`/take-ups/${one.ref}`}>{t('exchange.yourTalk')}</a>
              <Tag>{takeUpStateName(one.state)}</Tag>
            </li>
          ))}
        </ul>
      )}
      {isOpen(entry) && !going && (
        <>
          <h2>{entry.side === 'offer' ? t('exchange.takeOffer') : t('exchange.meetNeed')}</h2>
          {!signedIn ? (
            <AccountFirst to={entryUrl(entry)} />
          ) : entry.what === 'mentoring' ? (
            <p>
              <a
                class="button"
                href={withQuery(url`/mentorships/new`, new URLSearchParams(), { entry: entry.ref })}
              >
                {entry.side === 'offer' ? t('mentorship.askForIt') : t('mentorship.offerIt')}
              </a>
            </p>
          ) : (
            <>
              <p class="soft">{t('exchange.takeUpWords')}</p>
              <WriteForm
                action={url`/exchange/${entry.ref}/take-ups`}
                label={t('exchange.firstWords')}
                attempt={attempt}
              >
                {entry.side === 'offer' ? t('exchange.takeOffer') : t('exchange.meetNeed')}
              </WriteForm>
            </>
          )}
        </>
      )}
    </section>
  )
}

interface WriteProps {
  action: Url
  label: string
  help?: string
  optional?: boolean
  attempt?: Attempt
  /** The button, in its words. */
  children: Child
}

/** Some words to one person, in a language. */
export const WriteForm = ({ action, label, help, optional, attempt, children }: WriteProps): JSX.Element => (
  <form class="form" method="post" action={action} novalidate>
    <input type="hidden" name="once" value={typed(attempt, 'once').value ?? newRef()} />
    <Lines {...typed(attempt, 'words')} label={label} help={help} rows={4} optional={optional} />
    <Pick
      {...typed(attempt, 'lang')}
      value={typed(attempt, 'lang').value ?? reader().lang}
      label={t('conversations.inWhichLanguage')}
      choices={languageChoices()}
    />
    <button class="button" type="submit">
      {children}
    </button>
  </form>
)

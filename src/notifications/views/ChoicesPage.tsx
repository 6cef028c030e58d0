import type { Attempt } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import { namedAddress } from '../../base/mail/addresses.ts'
import { threadUrl } from '../../conversations/address.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Choices, Faults, Line, Pick, typed } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Said, Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Chosen } from '../choices.ts'
import { levels, needsLevels } from '../notice.ts'
import { levelName } from '../words.ts'

interface ChoicesProps {
  chosen: Chosen
  /** It was kept just now. */
  kept: boolean
  attempt?: Attempt
}

/** How somebody wants to hear of things, all on one page. */
export const ChoicesPage = ({ chosen, kept, attempt }: ChoicesProps): JSX.Element => {
  const was = (name: string, value: string) => ({
    ...typed(attempt, name),
    value: given(attempt, name) ?? value,
  })
  const choices = levels.map((value) => ({ value, label: levelName(value) }))
  return (
    <Page
      title={t('notices.choices')}
      unlisted
      levels={[
        { name: t('ui.me'), href: url`/desk` },
        { name: t('notices.notices'), href: url`/notices` },
      ]}
    >
      <h1>{t('notices.choices')}</h1>
      {kept && <Notice tone="ok">{t('notices.kept')}</Notice>}
      <Faults attempt={attempt} />
      <Returned returned={chosen.returned} />
      <form class="form" method="post" action={url`/notices/choices`} novalidate>
        <Choices
          {...typed(attempt, 'way')}
          label={t('notices.way')}
          choices={[
            { value: 'mail', label: t('notices.byMail') },
            { value: 'here', label: t('notices.onlyHere') },
          ]}
          chosen={[given(attempt, 'way') ?? (chosen.byMail ? 'mail' : 'here')]}
        />
        <h2>{t('notices.saidToMe')}</h2>
        <Pick
          {...was('needs', chosen.needs)}
          label={t('notices.needs')}
          help={t('notices.needsHelp')}
          choices={needsLevels.map((value) => ({ value, label: levelName(value) }))}
        />
        <Pick
          {...was('threads', chosen.threads)}
          label={t('notices.threads')}
          help={t('notices.threadsHelp')}
          choices={choices}
        />
        <h2>{t('notices.communities')}</h2>
        {chosen.communities.length === 0 ? (
          <p>
            {t('notices.noCommunity')} <a href={url`/communities`}>{t('notices.findConversation')}</a>
          </p>
        ) : (
          chosen.communities.map(({ ref, name, level }) => (
            <Pick {...was(`of-${ref}`, level)} label={<Words text={name} />} choices={choices} />
          ))
        )}
        <Quiet chosen={chosen} attempt={attempt} />
        <button class="button" type="submit">
          {t('notices.keep')}
        </button>
      </form>
      <WritesFrom address={chosen.email} />
      <Followed followed={chosen.followed} />
    </Page>
  )
}

/** Only where mail reaches us. */
const WritesFrom = ({ address }: { address: string }): JSX.Element | null =>
  namedAddress('') === undefined ? null : <p class="soft">{t('mailin.youWriteFrom', { address })}</p>

const given = (attempt: Attempt | undefined, name: string): string | undefined => typed(attempt, name).value

const Quiet = ({ chosen, attempt }: { chosen: Chosen; attempt?: Attempt }): JSX.Element => {
  const hours = [
    { value: '', label: t('notices.noHour') },
    ...Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourName(hour) })),
  ]
  const hour = (name: 'quietFrom' | 'quietUntil') => ({
    ...typed(attempt, name),
    value: given(attempt, name) ?? String(chosen[name] ?? ''),
    choices: hours,
    optional: 'unsaid' as const,
  })
  const days = attempt ? [attempt.values.quietDays ?? []].flat() : chosen.quietDays.map(String)
  return (
    <>
      <h2>{t('notices.quiet')}</h2>
      <p class="soft">{t('notices.quietWords')}</p>
      <Pick {...hour('quietFrom')} label={t('notices.quietFrom')} />
      <Pick {...hour('quietUntil')} label={t('notices.quietUntil')} />
      <Choices
        {...typed(attempt, 'quietDays')}
        label={t('notices.quietDays')}
        optional="unsaid"
        several
        choices={['1', '2', '3', '4', '5', '6', '7'].map((value) => ({
          value,
          label: dayName(Number(value)),
        }))}
        chosen={days}
      />
      <Line
        {...typed(attempt, 'zone')}
        value={given(attempt, 'zone') ?? chosen.zone}
        label={t('notices.zone')}
        help={t('notices.zoneHelp')}
        list="zones"
      />
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option value={zone} />
        ))}
      </datalist>
    </>
  )
}

const clock = (options: Intl.DateTimeFormatOptions, at: Date): string =>
  new Intl.DateTimeFormat(reader().lang, { ...options, timeZone: 'UTC' }).format(at)
const hourName = (hour: number): string =>
  clock({ hour: 'numeric', minute: '2-digit' }, new Date(Date.UTC(2024, 0, 1, hour)))
/** The first of January 2024 was a Monday. */
const dayName = (day: number): string => clock({ weekday: 'long' }, new Date(Date.UTC(2024, 0, day)))

/** Threads that somebody chose to follow or to hear nothing of, to change one's mind. */
const Followed = ({ followed }: Pick<Chosen, 'followed'>): JSX.Element | null =>
  followed.length === 0 ? null : (
    <section class="stack gap-3">
      <h2>{t('notices.followed')}</h2>
      <ul class="stack gap-2">
        {followed.map(({ ref, title, lang, follows }) => (
          <li class="row apart">
            <span>
              <a href={threadUrl({ ref, title })}>
                <Said lang={lang}>{title}</Said>
              </a>{' '}
              <span class="soft">{follows ? t('notices.following') : t('notices.notFollowing')}</span>
            </span>
            <form method="post" action={url`/notices/following/${ref}`}>
              <button class="button quiet" type="submit" name="follow" value={follows ? 'no' : 'yes'}>
                {follows ? t('notices.stop') : t('notices.follow')}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  )

/** Their mail comes back, and what they can do. */
const Returned = ({ returned }: Pick<Chosen, 'returned'>): JSX.Element | null =>
  returned && (
    <Notice tone="problem">
      <p>{t('notices.mailReturned', { day: formatDate(returned.at) })}</p>
      <blockquote dir="auto">{returned.said}</blockquote>
      <form method="post" action={url`/notices/choices/mail`}>
        <button class="button" type="submit">
          {t('notices.mailAgain')}
        </button>
      </form>
    </Notice>
  )

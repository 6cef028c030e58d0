import type { Attempt } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Feed, FeedItem } from '../../ui/parts/Feed.tsx'
import { Choices, Faults, Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { languageChoices } from '../../ui/parts/languages.ts'
import { Markdown } from '../../ui/parts/Markdown.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { url, withQuery } from '../../ui/url.ts'
import { entryUrl } from '../address.ts'
import { takeUpStateName, timeName, whatName } from '../names.ts'
import { type Before, limits, mayAnswer, maySayDone, mayTakeBack, mayWrite, type TakeUp } from '../take-up.ts'
import type { Talk } from '../take-ups.ts'
import { WriteForm } from './TakeUpForm.tsx'
import { ThanksLines } from './ThanksLines.tsx'
import { TheOther } from './TheOther.tsx'

interface TakeUpProps extends TakeUp {
  talk: Talk
  page: number
  attempt?: Attempt
}

/** What two say to each other about an offer or a need, and how it goes. */
export const TakeUpPage = (props: TakeUpProps): JSX.Element => {
  const { entry, state, talk, page, attempt, ref } = props
  const { messages, total, thanks } = talk
  const name = props.with?.name || t('exchange.aMember')
  return (
    <Page
      title={t('exchange.talkWith', { name })}
      unlisted
      levels={[{ name: t('exchange.takeUps'), href: url`/take-ups` }]}
    >
      <header class="stack gap-2">
        <h1>{t('exchange.talkWith', { name })}</h1>
        <p class="row gap-2">
          {entry.over ? (
            <Said lang={entry.lang}>{entry.title}</Said>
          ) : (
            <a href={entryUrl(entry)}>
              <Said lang={entry.lang}>{entry.title}</Said>
            </a>
          )}
          <Tag tone={state === 'agreed' || state === 'done' ? 'ok' : undefined}>{takeUpStateName(state)}</Tag>
        </p>
        <p class="soft">{t('exchange.onlyTwo')}</p>
      </header>
      {props.before && <BeforeThen {...props.before} />}
      <Faults attempt={attempt} />
      <Feed>
        {messages.map((one) => (
          <FeedItem
            by={one.name || undefined}
            meta={
              <>
                <span>
                  <bdi>{one.mine ? t('exchange.you') : one.name || t('exchange.aMember')}</bdi>
                </span>
                <Ago at={new Date(one.at)} />
              </>
            }
          >
            <Markdown text={one.body} lang={one.lang} rank={2} />
          </FeedItem>
        ))}
      </Feed>
      {total > limits.shown && (
        <Pager
          page={page}
          size={limits.shown}
          total={total}
          address={(to) =>
            withQuery(url`/take-ups/${ref}`, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })
          }
        />
      )}
      <Next {...props} />
      {mayWrite(props) && (
        <WriteForm
          action={url`/take-ups/${ref}/messages`}
          label={t('exchange.write', { name })}
          attempt={attempt}
        >
          {t('exchange.send')}
        </WriteForm>
      )}
      {thanks.length > 0 && (
        <section class="stack gap-3">
          <h2>{t('exchange.thanks')}</h2>
          <ThanksLines thanks={thanks} within />
          {thanks.some(({ mine }) => mine) && (
            <Act action={url`/take-ups/${ref}/thanks/removal`}>{t('exchange.unthank')}</Act>
          )}
        </section>
      )}
      {state === 'done' && !thanks.some(({ mine }) => mine) && <ThankForm {...props} />}
      <TheOther other={props.with} />
    </Page>
  )
}

/** What the offer or need said as the two began, since it says something else now. */
const BeforeThen = ({ what, title, words, lang, time, starts, changed }: Before): JSX.Element => (
  <Notice tone="tacit" title={t('exchange.changedSince', { day: formatDate(changed) })}>
    <p>{t('exchange.saidThen')}</p>
    <p>
      <strong>
        <Said lang={lang}>{title}</Said>
      </strong>
    </p>
    {words && <Markdown text={words} lang={lang} rank={2} />}
    <p class="soft">
      {[whatName(what), time && timeName(time), starts && formatDate(starts)].filter(Boolean).join(' · ')}
    </p>
  </Notice>
)

/** What can be done now, each with a button. */
const Next = (props: TakeUpProps): JSX.Element | null => {
  const { ref, doneSaid, saidDone, state } = props
  const name = props.with?.name || t('exchange.aMember')
  return (
    <section class="stack gap-3">
      {mayAnswer(props) && (
        <>
          <h2>{t('exchange.yourAnswer')}</h2>
          <p class="soft">{t('exchange.yourAnswerWords', { name })}</p>
          <div class="row">
            <Act action={url`/take-ups/${ref}/answer`} hidden={{ answer: 'yes' }}>
              {t('exchange.yes')}
            </Act>
            <Act action={url`/take-ups/${ref}/answer`} hidden={{ answer: 'no' }}>
              {t('exchange.no')}
            </Act>
          </div>
        </>
      )}
      {mayTakeBack(props) && <Act action={url`/take-ups/${ref}/taking-back`}>{t('exchange.takeBack')}</Act>}
      {state === 'agreed' && doneSaid && (
        <p class="soft">
          {saidDone ? t('exchange.youSaidDone', { name }) : t('exchange.theySaidDone', { name })}
        </p>
      )}
      <div class="row">
        {maySayDone(props) && (
          <Act action={url`/take-ups/${ref}/done`}>
            {doneSaid ? t('exchange.confirmDone') : t('exchange.sayDone')}
          </Act>
        )}
        {state === 'agreed' && doneSaid && (
          <Act action={url`/take-ups/${ref}/done/removal`}>{t('exchange.notDoneYet')}</Act>
        )}
      </div>
    </section>
  )
}

const ThankForm = ({ ref, attempt, with: other }: TakeUpProps): JSX.Element => (
  <form class="form" method="post" action={url`/take-ups/${ref}/thanks`} novalidate>
    <h2>{t('exchange.thank', { name: other?.name || t('exchange.aMember') })}</h2>
    <Lines {...typed(attempt, 'thanks')} label={t('exchange.thanksWords')} rows={3} />
    <Pick
      {...typed(attempt, 'lang')}
      id="thanks-lang"
      value={typed(attempt, 'lang').value ?? reader().lang}
      label={t('conversations.inWhichLanguage')}
      choices={languageChoices()}
    />
    <Choices
      name="open"
      label={t('exchange.whoReadsThanks')}
      chosen={[typed(attempt, 'open').value ?? 'no']}
      choices={[
        { value: 'no', label: t('exchange.thanksPrivate') },
        { value: 'yes', label: t('exchange.thanksPublic') },
      ]}
    />
    <button class="button" type="submit">
      {t('exchange.sendThanks')}
    </button>
  </form>
)

import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import type { Handed, OfNoun } from '../../../base/things/handing.ts'
import { roleName } from '../../../people/names.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults, Line, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { type HandOver, isOpen, keyOf, perPage } from '../handing-over.ts'
import { leftWords } from '../names.ts'

type HandOverPageProps = HandOver & { page: number; attempt?: Attempt }

/** All that the reader keeps: whom to ask about each, or one person about all, and what was answered. */
export const HandOverPage = (props: HandOverPageProps): JSX.Element => {
  const { things, total, open, waiting, done, page, attempt } = props
  return (
    <Page
      title={t('freshness.handOver')}
      unlisted
      levels={[{ name: t('people.account'), href: url`/account` }]}
    >
      <h1>{t('freshness.handOver')}</h1>
      <p class="narrow-text">{t('freshness.handOverWords')}</p>
      <Faults attempt={attempt} />
      {total === 0 ? (
        <Empty next={{ href: url`/account`, words: t('people.account') }}>{t('freshness.keepNothing')}</Empty>
      ) : (
        <>
          <Notice tone={open > 0 ? 'tacit' : 'ok'}>
            {t('freshness.handOverCounts', { total, open, waiting, done })}
          </Notice>
          <form class="stack gap-5" method="post" action={url`/account/hand-over?page=${page}`} novalidate>
            {open > 0 && (
              <div class="form">
                <Line
                  {...typed(attempt, 'all')}
                  label={t('freshness.oneForAll', { count: open })}
                  help={`${t('people.handleHelp')} ${t('freshness.oneForAllHelp')}`}
                  autocomplete="off"
                  optional
                />
              </div>
            )}
            <ul class="stack gap-5">
              {things.map((thing) => (
                <Row thing={thing} attempt={attempt} />
              ))}
            </ul>
            {open > 0 && (
              <button class="button" type="submit">
                {t('freshness.askThem')}
              </button>
            )}
          </form>
          <Pager
            page={page}
            size={perPage}
            total={total}
            address={(to) => url`/account/hand-over?page=${to}`}
          />
        </>
      )}
      <Ends {...props} />
      <p>
        <a href={url`/account/deletion`}>{t('people.deletion')}</a>
      </p>
    </Page>
  )
}

/** One thing: whom to ask about it, or what those said who were asked. */
const Row = ({ thing, attempt }: { thing: OfNoun<Handed>; attempt?: Attempt }): JSX.Element => {
  const key = keyOf(thing)
  return (
    <li class="stack gap-2">
      <span class="row gap-2">
        <a href={thing.href}>
          <Words text={thing.title} />
        </a>
        {thing.asked.slice(0, 3).map(({ name, answer }) => (
          <Tag tone={answer === 'yes' ? 'ok' : answer === 'no' ? 'problem' : 'tacit'}>
            {answer === 'yes'
              ? t('freshness.saidYes', { name })
              : answer === 'no'
                ? t('freshness.saidNo', { name })
                : t('freshness.saidNothing', { name })}
          </Tag>
        ))}
      </span>
      {isOpen(thing) && (
        <div class="form">
          <Line
            {...typed(attempt, `to:${key}`)}
            label={
              <>
                {t('freshness.whomToAsk')}{' '}
                <span class="unseen">
                  <Words text={thing.title} />
                </span>
              </>
            }
            help={leftWords(thing.noun)}
            autocomplete="off"
            optional
          />
          <label class="choice">
            <input
              type="checkbox"
              name="leave"
              value={key}
              checked={[attempt?.values.leave ?? []].flat().includes(key)}
            />
            <span>
              {t('freshness.leaveIt')}{' '}
              <span class="unseen">
                <Words text={thing.title} />
              </span>
            </span>
          </label>
        </div>
      )}
    </li>
  )
}

/** Rights and mandates, which others give and end. */
const Ends = ({ held: { rights, speaksFor } }: HandOver): JSX.Element | null =>
  rights.length + speaksFor.length === 0 ? null : (
    <section class="stack gap-3">
      <h2>{t('people.endsWithAccount')}</h2>
      <ul class="stack gap-2">
        {speaksFor.map(({ slug, name }) => (
          <li>
            {t('people.youSpeakFor')}{' '}
            <a href={url`/organisations/${slug}`}>
              <Words text={name} />
            </a>
          </li>
        ))}
        {rights.map(({ role, since, alone }) => (
          <li class="row gap-2">
            {t('people.rightSince', { role: roleName(role), date: formatDate(new Date(since)) })}
            {alone && <Tag tone="problem">{t('people.nobodyElse')}</Tag>}
          </li>
        ))}
      </ul>
      <p class="narrow-text soft">{t('freshness.endsWords')}</p>
    </section>
  )

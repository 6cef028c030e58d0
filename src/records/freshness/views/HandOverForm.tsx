import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Handed, OfNoun } from '../../../base/things/handing.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Line, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Pager } from '../../../ui/parts/Pager.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { type Url, withQuery } from '../../../ui/url.ts'
import { type HandOverList, isOpen, keyOf, perPage } from '../handing-over.ts'
import { leftWords } from '../names.ts'

type HandOverFormProps = HandOverList & {
  action: Url
  page: number
  /** Somebody else keeps it, and goes on where nobody is asked. */
  theirs?: boolean
  attempt?: Attempt
}

/** Whom to ask about each, or one person about all, and what was answered. */
export const HandOverForm = (props: HandOverFormProps): JSX.Element => {
  const { things, total, open, waiting, done, action, page, theirs, attempt } = props
  return (
    <>
      <Notice tone={open > 0 ? 'tacit' : 'ok'}>
        {t('freshness.handOverCounts', { total, open, waiting, done })}
      </Notice>
      <form
        class="stack gap-5"
        method="post"
        action={withQuery(action, new URLSearchParams(), { page: String(page) })}
        novalidate
      >
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
            <Row thing={thing} theirs={theirs} attempt={attempt} />
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
        address={(to) => withQuery(action, new URLSearchParams(), { page: String(to) })}
      />
    </>
  )
}

/** One thing: whom to ask about it, or what those said who were asked. */
const Row = ({
  thing,
  theirs,
  attempt,
}: {
  thing: OfNoun<Handed>
  theirs?: boolean
  attempt?: Attempt
}): JSX.Element => {
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
            help={theirs ? undefined : leftWords(thing.noun)}
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
              {theirs ? t('freshness.leaveWithThem') : t('freshness.leaveIt')}{' '}
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

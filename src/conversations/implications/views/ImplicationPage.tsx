import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { type Choice, Faults, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { ReportLink } from '../../../ui/parts/ReportLink.tsx'
import { ThingCard } from '../../../ui/parts/ThingCard.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { type Url, url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import { states } from '../implication.ts'
import { stateName } from '../names.ts'
import type { WholeImplication } from '../reading.ts'
import { ImplicationFields } from './Fields.tsx'
import { ImplicationLine } from './Line.tsx'

type Props = WholeImplication & { keeps: boolean; places: Choice[]; attempt?: Attempt }

/** One implication: how it stands, what became of it, what it said before. */
export const ImplicationPage = (props: Props): JSX.Element => {
  const { thread, implication, became, drafts, mine, removable, before, keeps, places, attempt } = props
  const place = places.find(({ value }) => value === implication.place)?.label
  return (
    <Page
      title={implication.words}
      unlisted
      levels={[
        { name: thread.title, href: threadUrl(thread) },
        { name: t('implications.title'), href: url`/threads/${thread.ref}/implications` },
      ]}
    >
      <h1>
        <Said lang={implication.lang}>{implication.words}</Said>
      </h1>
      <section class="stack gap-2">
        <ImplicationLine thread={thread.ref} implication={implication} place={place} />
        <p class="soft">{saidBy(implication)}</p>
        {!mine && (
          <p class="soft">
            <ReportLink of={implication.ref} />
          </p>
        )}
      </section>
      <Faults attempt={attempt} />
      {became.length + drafts.length > 0 && (
        <section class="stack gap-3">
          <h2>{t('implications.became')}</h2>
          <div class="grid">
            {became.map((card) => (
              <ThingCard card={card} />
            ))}
          </div>
          {drafts.map((ref) => (
            <p>
              <a href={url`/drafts/${ref}`}>{t('implications.lessonOnItsWay')}</a>
            </p>
          ))}
        </section>
      )}
      {keeps && (
        <Keeping {...props} at={url`/threads/${thread.ref}/implications/${String(implication.id)}`} />
      )}
      {keeps && removable && (
        <form
          class="stack gap-2"
          method="post"
          action={url`/threads/${thread.ref}/implications/${String(implication.id)}/removal`}
        >
          <p class="soft">{t('implications.takeOutWords')}</p>
          <button class="button grave" type="submit">
            {t('implications.takeOut')}
          </button>
        </form>
      )}
      {before.length > 0 && (
        <section class="stack gap-3">
          <h2>{t('implications.before')}</h2>
          <ol class="stack gap-3" reversed>
            {before.map((one) => (
              <li>
                <Said lang={one.lang}>{one.words}</Said>
                <p class="soft">
                  {stateName(one.state)} · {saidBy(one)}
                  {one.reason && ` · ${one.reason}`}
                </p>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Page>
  )
}

const saidBy = ({ by, at }: { by: string | null; at: string }): string =>
  by
    ? t('implications.saidBy', { name: by, day: formatDate(new Date(at)) })
    : t('implications.saidOn', { day: formatDate(new Date(at)) })

function Keeping({ implication, places, attempt, at }: Props & { at: Url }): JSX.Element {
  const revision = String(implication.revision)
  const was = (name: string) => attempt?.values[name] !== undefined
  const ofState = was('state') ? attempt : undefined
  const ofWords = was('words') && was('revision') ? attempt : undefined
  const ofQuestion = was('words') && !was('revision') ? attempt : undefined
  return (
    <>
      <form class="form" method="post" action={`${at}/state` as Url} novalidate>
        <h2>{t('implications.howItStands')}</h2>
        <input type="hidden" name="revision" value={revision} />
        <Pick
          {...typed(ofState, 'state')}
          value={[ofState?.values.state ?? implication.state].flat()[0]}
          label={t('implications.state')}
          choices={states.map((value) => ({ value, label: stateName(value) }))}
        />
        <Lines
          {...typed(ofState, 'reason')}
          label={t('implications.reason')}
          help={t('implications.reasonHelp')}
          rows={2}
          optional="unsaid"
        />
        <button class="button" type="submit">
          {t('implications.saySo')}
        </button>
      </form>
      <section class="stack gap-4">
        <h2>{t('implications.whatFollows')}</h2>
        <form class="form" method="post" action={`${at}/question` as Url} novalidate>
          <Lines
            {...typed(ofQuestion, 'words')}
            id="question"
            value={[ofQuestion?.values.words ?? implication.words].flat()[0]}
            label={t('implications.asQuestion')}
            help={t('implications.asQuestionHelp')}
            rows={2}
          />
          <input type="hidden" name="lang" value={implication.lang} />
          <button class="button quiet" type="submit">
            {t('implications.putOnAgenda')}
          </button>
        </form>
        <form class="stack gap-2" method="post" action={`${at}/lesson` as Url}>
          <p class="soft">{t('implications.lessonWords')}</p>
          <button class="button quiet" type="submit">
            {t('implications.beginLesson')}
          </button>
        </form>
      </section>
      <details open={ofWords !== undefined}>
        <summary>{t('implications.sayOtherwise')}</summary>
        <form class="form" method="post" action={at} novalidate>
          <input type="hidden" name="revision" value={revision} />
          <ImplicationFields standing={implication} places={places} attempt={ofWords} />
          <button class="button" type="submit">
            {t('implications.keep')}
          </button>
        </form>
      </details>
    </>
  )
}

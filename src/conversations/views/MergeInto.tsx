import type { Attempt } from '../../base/http/form.ts'
import { formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Choices, Line, typed } from '../../ui/parts/Fields.tsx'
import { Said, Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Target } from '../targets.ts'
import type { Thread } from '../thread.ts'

interface MergeProps {
  thread: Thread
  targets: Target[]
  /** The words that they were found by. */
  q: string
  attempt?: Attempt
}

/** Finds the conversation that this one is put into, by words or by its address. */
export const MergeInto = ({ thread, targets, q, attempt }: MergeProps): JSX.Element => {
  const into = typed(attempt, 'into')
  const chosen = targets.some(({ ref }) => ref === into.value)
  return (
    <div class="stack gap-4" id="merge">
      <form class="inline-form" action={url`/threads/${thread.ref}/arrange#merge`}>
        <Line
          name="q"
          id="find-target"
          type="search"
          label={t('conversations.findTarget')}
          value={q}
          optional="unsaid"
        />
        <button class="button quiet" type="submit">
          {t('conversations.find')}
        </button>
      </form>
      {targets.length === 0 ? (
        <p class="soft">{q ? t('conversations.noTargetFound') : t('conversations.noTargetHere')}</p>
      ) : (
        <form class="form" method="post" action={url`/threads/${thread.ref}/merging`} novalidate>
          <input type="hidden" name="q" value={q} />
          <Choices
            {...into}
            label={t('conversations.intoWhich')}
            choices={targets.map((one) => ({
              value: one.ref,
              label: <Said lang={one.lang}>{one.title}</Said>,
              help: <About target={one} />,
            }))}
            chosen={[into.value ?? '']}
          />
          <button class="button quiet" type="submit">
            {t('conversations.merge')}
          </button>
        </form>
      )}
      <details open={Boolean(into.value) && !chosen}>
        <summary>{t('conversations.byAddress')}</summary>
        <form class="form" method="post" action={url`/threads/${thread.ref}/merging`} novalidate>
          <Line
            name="into"
            id={targets.length > 0 ? 'into-address' : 'into'}
            value={chosen ? undefined : into.value}
            label={t('conversations.intoWhichHelp')}
          />
          <button class="button quiet" type="submit">
            {t('conversations.merge')}
          </button>
        </form>
      </details>
    </div>
  )
}

const About = ({ target: { home, posts } }: { target: Target }): JSX.Element => (
  <>
    {home ? <Words text={home.name} /> : t('door.ask')} ·{' '}
    {t('conversations.posts', { count: posts, shown: formatNumber(posts) })}
  </>
)

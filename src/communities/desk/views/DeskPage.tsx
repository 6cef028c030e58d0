import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { communityUrl } from '../../address.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import type { Decision, Desk, DeskTask } from '../tasks.ts'

interface DeskProps extends Desk {
  attempt?: Attempt
}

/** What a community needs today: five tasks at most. */
export const DeskPage = (props: DeskProps): JSX.Element => {
  const { community, tasks, more, decided, attempt } = props
  return (
    <CommunityFrame community={community} tab="members" title={t('desk.desk')} unlisted>
      <h2>{t('desk.desk')}</h2>
      <p class="narrow-text soft">{t('desk.words')}</p>
      <Faults attempt={attempt} />
      {tasks.length === 0 ? (
        <Empty next={{ href: communityUrl(community), words: t('communities.conversation') }}>
          {t('desk.nothing')}
        </Empty>
      ) : (
        <div class="stack gap-4">
          {tasks.map((task, i) => (
            <OneTask {...props} task={task} nth={i + 1} />
          ))}
        </div>
      )}
      {more > 0 && <p class="soft">{t('desk.more', { count: more })}</p>}
      <Also community={community} />
      {decided.length > 0 && (
        <details>
          <summary>{t('desk.decided', { count: decided.length })}</summary>
          <ul class="stack gap-3">
            {decided.map((one) => (
              <li class="row apart">
                <span class="stack gap-1">
                  <span>{one.title}</span>
                  <span class="soft">{decision(one)}</span>
                </span>
                <Act
                  action={url`/communities/${community.slug}/desk/return`}
                  hidden={{ key: one.key }}
                  name={one.title}
                >
                  {t('desk.bringBack')}
                </Act>
              </li>
            ))}
          </ul>
        </details>
      )}
    </CommunityFrame>
  )
}

/** What else those look after who see this page. */
const Also = ({ community: { slug, mine } }: Pick<DeskProps, 'community'>): JSX.Element => (
  <section class="stack gap-3">
    <h3>{t('desk.also')}</h3>
    <ul class="row gap-3">
      <li>
        <a href={url`/communities/${slug}/reports`}>{t('moderation.queue')}</a>
      </li>
      <li>
        <a href={url`/communities/${slug}/rules`}>{t('moderation.rules')}</a>
      </li>
      <li>
        <a href={url`/communities/${slug}/log`}>{t('moderation.log')}</a>
      </li>
      {mine.roles.includes('facilitator') && (
        <>
          <li>
            <a href={url`/communities/${slug}/members`}>{t('communities.members')}</a>
          </li>
          <li>
            <a href={url`/communities/${slug}/charter/change`}>{t('communities.changeCharter')}</a>
          </li>
          <li>
            <a href={url`/communities/${slug}/arrangement`}>{t('communities.arrange')}</a>
          </li>
        </>
      )}
    </ul>
  </section>
)

function decision({ state, until, to, reason }: Decision): string {
  if (state === 'later') return t('desk.laterUntil', { day: formatDate(new Date(until ?? 0)) })
  if (state === 'handed') return t('desk.handedTo', { name: to ?? '' })
  return t('desk.asideBecause', { reason: reason ?? '' })
}

const OneTask = ({
  community: { slug },
  others,
  attempt,
  task,
  nth,
}: DeskProps & { task: DeskTask; nth: number }): JSX.Element => {
  const mine = attempt?.values.key === task.key ? attempt : undefined
  const { key, act } = task
  const able = others.filter((one, i) => others.findIndex(({ handle }) => handle === one.handle) === i)
  return (
    <section class="card" id={`task-${nth}`}>
      <h3>{task.lang ? <Said lang={task.lang}>{task.title}</Said> : task.title}</h3>
      {task.from && <p class="soft">{t('desk.handedBy', { name: task.from })}</p>}
      <p>{task.why}</p>
      <p class="soft">{task.what}</p>
      {act && (
        <form method="post" action={act.action} class={act.field ? 'form' : undefined}>
          {Object.entries(act.hidden ?? {}).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {act.field && (
            <Lines
              name={act.field.name}
              id={`${act.field.name}-${nth}`}
              label={act.field.label}
              value={act.field.value}
              rows={3}
            />
          )}
          <button class="button" type="submit">
            {act.words}
          </button>
        </form>
      )}
      <div class="row gap-3">
        <a class={act ? 'button quiet' : 'button'} href={task.href}>
          {task.words} <span class="unseen">{task.title}</span>
        </a>
        <Act action={url`/communities/${slug}/desk/later`} hidden={{ key }} name={task.title}>
          {t('desk.later')}
        </Act>
      </div>
      <details open={mine !== undefined}>
        <summary>
          {t('desk.otherwise')} <span class="unseen">{task.title}</span>
        </summary>
        {able.length > 0 && (
          <form class="form" method="post" action={url`/communities/${slug}/desk/handing`}>
            <input type="hidden" name="key" value={key} />
            <Pick
              name="handle"
              id={`handle-${nth}`}
              label={t('desk.toWhom')}
              choices={able.map(({ handle, name }) => ({ value: handle, label: name }))}
            />
            <button class="button quiet" type="submit">
              {t('desk.handOn')}
            </button>
          </form>
        )}
        <form class="form" method="post" action={url`/communities/${slug}/desk/aside`} novalidate>
          <input type="hidden" name="key" value={key} />
          <Line {...typed(mine, 'reason')} id={`reason-${nth}`} label={t('desk.reason')} />
          <button class="button quiet" type="submit">
            {t('desk.setAside')}
          </button>
        </form>
      </details>
    </section>
  )
}

import type { Attempt } from '../../base/http/form.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url, within, withQuery } from '../../ui/url.ts'
import type { Line } from '../log.ts'
import { most } from '../matter.ts'
import { deedName } from '../names.ts'
import { Frame } from './Frame.tsx'

interface LogProps {
  place: Community | undefined
  lines: Line[]
  total: number
  keeps: boolean
  page: number
  attempt?: Attempt
}

/** What moderators did, when and why, as members read it. */
export const LogPage = ({ place, lines, total, keeps, page, attempt }: LogProps): JSX.Element => {
  const base = place ? url`/communities/${place.slug}/log` : url`/moderation/log`
  return (
    <Frame place={place} part="log" keeps={keeps} title={t('moderation.log')}>
      <p class="soft">{keeps ? t('moderation.logForKeepers') : t('moderation.logWords')}</p>
      <Faults attempt={attempt} />
      {lines.length === 0 ? (
        <Empty
          next={
            place
              ? { href: url`/communities/${place.slug}`, words: t('communities.conversation') }
              : { href: url`/moderation`, words: t('moderation.queue') }
          }
        >
          {t('moderation.nothingDone')}
        </Empty>
      ) : (
        <Feed>
          {lines.map((line) => (
            <One line={line} base={base} />
          ))}
        </Feed>
      )}
      {total > most.perPage && (
        <Pager
          page={page}
          size={most.perPage}
          total={total}
          address={(to) => withQuery(base, new URLSearchParams(), { page: to > 1 ? String(to) : undefined })}
        />
      )}
    </Frame>
  )
}

const placeOf = ({ kind, ref }: NonNullable<Line['of']>): Url | undefined =>
  kind === 'post' ? url`/posts/${ref}` : kind === 'thread' ? url`/threads/${ref}` : undefined

const One = ({ line, base }: { line: Line; base: Url }): JSX.Element => {
  const href = line.of ? placeOf(line.of) : undefined
  return (
    <li>
      <div class="stack">
        <p>
          {href ? <a href={href}>{deedName(line.kind)}</a> : deedName(line.kind)}
          {line.reason && `: ${line.reason}`}
        </p>
        <p class="row gap-2 soft">
          {line.in && (
            <a href={url`/communities/${line.in.slug}`}>
              <Words text={line.in.name} />
            </a>
          )}
          {line.person && <bdi>{line.person.name}</bdi>}
          {line.until && <span>{t('moderation.until', { day: formatDate(new Date(line.until)) })}</span>}
          {line.by && <span>{t('moderation.by', { name: line.by })}</span>}
          {line.over && <Tag>{t('moderation.over')}</Tag>}
          <Ago at={new Date(line.at)} />
        </p>
        {line.mayUndo && (
          <form method="post" action={within(base, line.id, 'undoing')}>
            <button class="button quiet" type="submit">
              {t('moderation.undo')} <span class="unseen">{deedName(line.kind)}</span>
            </button>
          </form>
        )}
      </div>
    </li>
  )
}

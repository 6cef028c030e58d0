import { languageName, t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Pick } from '../../ui/parts/Fields.tsx'
import { Heading } from '../../ui/parts/Heading.tsx'
import { Pager } from '../../ui/parts/Pager.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Said, spoken, Words } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { type Url, url, withQuery } from '../../ui/url.ts'
import { type Matter, most } from '../matter.ts'
import { matterTitle, outcomeName, whyName } from '../names.ts'
import type { Asked, Queue } from '../queue.ts'
import { Frame, rankIn } from './Frame.tsx'

interface QueueProps {
  place: Community | undefined
  queue: Queue
  asked: Asked
}

const baseOf = (place: Community | undefined): Url =>
  place ? url`/communities/${place.slug}/reports` : url`/moderation`

/** What waits to be decided, or was. */
export const QueuePage = ({ place, queue, asked }: QueueProps): JSX.Element => {
  const base = baseOf(place)
  const address = (page: number): Url =>
    withQuery(base, new URLSearchParams(), {
      state: asked.state === 'decided' ? 'decided' : undefined,
      in: asked.lang,
      page: page > 1 ? String(page) : undefined,
    })
  return (
    <Frame place={place} part="queue" title={t('moderation.queue')}>
      <form class="inline-form" action={base}>
        <Pick
          name="state"
          label={t('moderation.which')}
          value={asked.state}
          choices={[
            { value: 'open', label: t('moderation.waiting') },
            { value: 'decided', label: t('moderation.decided') },
          ]}
        />
        {queue.langs.length > 1 && (
          <Pick
            name="in"
            label={t('moderation.language')}
            value={asked.lang ?? ''}
            choices={[
              { value: '', label: t('moderation.anyLanguage') },
              ...queue.langs.map((value) => ({ value, label: asSentence(languageName(value)) })),
            ]}
          />
        )}
        <button class="button quiet" type="submit">
          {t('moderation.show')}
        </button>
      </form>
      {queue.all.length === 0 ? (
        <Empty
          next={
            place
              ? { href: url`/communities/${place.slug}`, words: t('communities.conversation') }
              : { href: url`/desk`, words: t('ui.me') }
          }
        >
          {t('moderation.nothingWaits')}
        </Empty>
      ) : (
        <Feed>
          {queue.all.map((matter) => (
            <One matter={matter} place={place} />
          ))}
        </Feed>
      )}
      {queue.total > most.perPage && (
        <Pager page={asked.page} size={most.perPage} total={queue.total} address={address} />
      )}
    </Frame>
  )
}

const One = ({
  matter,
  place,
}: {
  matter: Matter & { title: string }
  place: Community | undefined
}): JSX.Element => (
  <li>
    <div class="stack">
      <Heading rank={rankIn(place)}>
        <a
          href={
            place
              ? url`/communities/${place.slug}/reports/${matter.id}`
              : url`/moderation/reports/${matter.id}`
          }
        >
          <Said lang={matter.lang}>{matterTitle(matter)}</Said>
        </a>
      </Heading>
      <p class="row gap-2 soft">
        <Tag tone={matter.why === 'reported' ? 'problem' : 'tacit'}>{whyName(matter.why)}</Tag>
        {matter.outcome && <Tag tone="ok">{outcomeName(matter.outcome)}</Tag>}
        {matter.reports > 0 && <span>{t('moderation.reports', { count: matter.reports })}</span>}
        {!place && matter.community && (
          <span>
            <Words text={matter.community.name} />
          </span>
        )}
        {spoken(matter.lang).lang && <Tag>{languageName(matter.lang)}</Tag>}
        <Ago at={new Date(matter.decided ?? matter.at)} />
      </p>
    </div>
  </li>
)

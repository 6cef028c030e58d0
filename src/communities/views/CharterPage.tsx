import type { Attempt } from '../../base/http/form.ts'
import { formatDate, formatList, label, languageName, t } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import { Act } from '../../people/views/Act.tsx'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { asSentence } from '../../ui/sentence.ts'
import { url } from '../../ui/url.ts'
import type { About } from '../../vocabularies/subjects.ts'
import type { Community, NamedOrganisation } from '../community.ts'
import type { Goal } from '../goals.ts'
import type { Lack } from '../opening.ts'
import { onTurn } from '../rota.ts'
import { ByMail } from './ByMail.tsx'
import { CommunityFrame } from './CommunityFrame.tsx'
import { Goals } from './Goals.tsx'
import { Written } from './Written.tsx'

interface CharterProps {
  community: Community
  about: About
  goals: Goal[]
  /** The viewer facilitates it. */
  keeps: boolean
  /** Of one that is not open yet, for those who facilitate: what is missing still. */
  lacks?: Lack[]
  attempt?: Attempt
  /** What stands besides: where else it meets, its chapters and working groups, how it rests. */
  children?: Child
}

export const CharterPage = ({
  community,
  about,
  goals,
  keeps,
  lacks,
  attempt,
  children,
}: CharterProps): JSX.Element => (
  <CommunityFrame community={community} tab="charter">
    <Faults attempt={attempt} />
    {lacks && <NotOpenYet community={community} lacks={lacks} />}
    {isAlone(community) && (
      <Act action={url`/communities/${community.slug}/revival`}>{t('communities.lookAfterIt')}</Act>
    )}
    <div class="with-rail">
      <div class="stack gap-5">
        <Part title={t('communities.purpose')} text={community.purpose} />
        <Part title={t('communities.conditions')} text={community.conditions} />
        {about.length > 0 && (
          <ul class="row gap-2">
            {about.map(({ name, href }) => (
              <li>
                <a class="tag" href={href}>
                  {asSentence(label(name))}
                </a>
              </li>
            ))}
          </ul>
        )}
        {keeps && community.rest !== 'closed' && !about.some(({ href }) => href.startsWith('/topics/')) && (
          <Notice tone="tacit">
            <p>
              {t('communities.noTopics')}{' '}
              <a href={url`/communities/${community.slug}/charter/change#topics`}>
                {t('communities.sayTopics')}
              </a>
            </p>
          </Notice>
        )}
        <Goals goals={goals} slug={community.slug} keeps={keeps} />
        {community.state === 'published' && (
          <p>
            <a href={url`/communities/${community.slug}/value`}>{t('value.cameOf')}</a>
          </p>
        )}
        <Part title={t('communities.conduct')} text={community.conduct} id="conduct" />
        {children}
      </div>
      <aside class="stack gap-5">
        <Staying community={community} />
        <Rota community={community} />
        <ByMail community={community} />
        {keeps && (
          <p class="row gap-3">
            <a class="button quiet" href={url`/communities/${community.slug}/charter/change`}>
              {t('communities.changeCharter')}
            </a>
            <a href={url`/communities/${community.slug}/arrangement`}>{t('communities.arrange')}</a>
          </p>
        )}
      </aside>
    </div>
  </CommunityFrame>
)

/** Nobody looks after it, and the reader is a member who could. */
const isAlone = ({ state, rest, mine, roles }: Community): boolean =>
  state === 'published' &&
  rest !== 'closed' &&
  mine.standing === 'member' &&
  !roles.some(({ role, since }) => role === 'facilitator' && since)

const Part = ({ title, text, id }: { title: string; text: Text | null; id?: string }): JSX.Element | null =>
  text && (
    <section class="stack gap-3 narrow-text">
      <h2 id={id}>{title}</h2>
      <Written of={text} />
    </section>
  )

/** What is missing before it can be opened; once nothing is, the button that does. */
const NotOpenYet = ({ community: { slug }, lacks }: { community: Community; lacks: Lack[] }): JSX.Element => (
  <Notice title={t('communities.notOpen')} tone={lacks.length ? 'tacit' : 'ok'}>
    <p>{lacks.length ? t('communities.lacks') : t('communities.lacksNothing')}</p>
    {lacks.length > 0 && (
      <ul>
        {lacks.map((lack) => (
          <li>
            <a href={wayTo(lack, slug)}>{lackName(lack)}</a>
          </li>
        ))}
      </ul>
    )}
    <div class="row gap-3">
      {lacks.length === 0 && <Act action={url`/communities/${slug}/opening`}>{t('communities.openIt')}</Act>}
      <Act action={url`/communities/${slug}/discarding`}>{t('communities.discard')}</Act>
    </div>
  </Notice>
)

const wayTo = (lack: Lack, slug: string) =>
  lack === 'facilitators'
    ? url`/communities/${slug}/members#invite`
    : lack === 'goal'
      ? url`/communities/${slug}/goals/new`
      : url`/communities/${slug}/charter/change#${lack}`

const lackName = (lack: Lack): string =>
  ({
    question: () => t('communities.lacksQuestion'),
    conduct: () => t('communities.lacksConduct'),
    goal: () => t('communities.lacksGoal'),
    facilitators: () => t('communities.lacksFacilitators'),
    home: () => t('communities.lacksHome'),
  })[lack]()

const Staying = ({ community }: { community: Community }): JSX.Element | null => {
  const { resources, resourcesUntil, sponsor, home, homeless, successor } = community
  if (!resources && !sponsor && !home && !homeless && !successor) return null
  return (
    <section class="stack gap-3">
      <h2>{t('communities.staying')}</h2>
      {home && (
        <Rest term={t('communities.home')}>
          <Organisation of={home} />
        </Rest>
      )}
      {!home && homeless && (
        <Rest term={t('communities.home')}>
          <Words text={homeless} />
        </Rest>
      )}
      {successor && (
        <Rest term={t('communities.successor')}>
          <Organisation of={successor} />
        </Rest>
      )}
      {sponsor && (
        <Rest term={t('communities.sponsor')}>
          <Organisation of={sponsor} />
        </Rest>
      )}
      {resources && (
        <Rest term={t('communities.resources')}>
          <Words text={resources} />
        </Rest>
      )}
      {resourcesUntil && <p class="soft">{t('communities.until', { day: formatDate(resourcesUntil) })}</p>}
    </section>
  )
}

/** The rail is too narrow for terms beside what they mean. */
const Rest = ({ term, children }: { term: string; children: Child }): JSX.Element => (
  <div>
    <p class="soft">{term}</p>
    <p>{children}</p>
  </div>
)

const Organisation = ({ of }: { of: NamedOrganisation }): JSX.Element => (
  <a href={url`/organisations/${of.slug}`}>
    <Words text={of.name} />
  </a>
)

/** Who moderates this week, by language. */
const Rota = ({ community: { roles } }: { community: Community }): JSX.Element | null => {
  const turns = onTurn(roles)
  return turns.length === 0 ? null : (
    <section class="stack gap-3">
      <h2>{t('communities.thisWeek')}</h2>
      <Facts>
        {turns.map(({ lang, now, of }) => (
          <Fact term={asSentence(languageName(lang))}>
            <bdi>{now.name}</bdi>
            {of.length > 1 && (
              <span class="soft">
                {' '}
                {t('communities.inTurnWith', {
                  names: formatList(of.filter(({ id }) => id !== now.id).map(({ name }) => name)),
                })}
              </span>
            )}
          </Fact>
        ))}
      </Facts>
    </section>
  )
}

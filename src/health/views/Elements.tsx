import { formatDate, formatList, formatNumber, languageName, t } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import { mayTakePart } from '../../communities/access.ts'
import { questionUrl } from '../../communities/agenda/address.ts'
import type { Community } from '../../communities/community.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Card } from '../../ui/parts/Card.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../ui/url.ts'
import type { ElementName, ElementSeen } from '../elements.ts'
import type { Evidence } from '../evidence.ts'
import type { Health } from '../health.ts'
import { elementTitle, peopleShown, stepWords } from '../names.ts'
import { isForFacilitators, stepUrl } from '../steps.ts'
import { titleOf } from '../value/story.ts'

interface ElementsProps {
  community: Community
  health: Health
  /** The viewer facilitates it. */
  keeps: boolean
}

/** The eight elements, each by what really happens: figures that lead to what they count, and the step that would help most. */
export const Elements = (props: ElementsProps): JSX.Element => (
  <section class="stack gap-4 counted" id="elements">
    <h2>{t('health.elements')}</h2>
    <ul class="grid">
      {props.health.elements.map((one) => (
        <li>
          <Element {...props} one={one} />
        </li>
      ))}
    </ul>
  </section>
)

const Element = ({ community, health, keeps, one }: ElementsProps & { one: ElementSeen }): JSX.Element => {
  const things = thingsOf(one.name, community, health.evidence)
  // Of what is closed nothing is asked.
  const step = community.rest === 'closed' ? null : one.step
  return (
    <Card title={elementTitle(one.name)} top={<Standing one={one} step={step !== null} />}>
      <Facts>
        {factsOf[one.name](community, health).map(([term, value, href]) => (
          <Fact term={term}>{href ? <a href={href}>{value}</a> : value}</Fact>
        ))}
      </Facts>
      {things.length > 0 && (
        <ul class="stack gap-2">
          {things.map(([words, href]) => (
            <li>
              <a href={href}>
                <Words text={words} />
              </a>
            </li>
          ))}
        </ul>
      )}
      {step && (
        <p>
          {mayTakePart(community) && (keeps || !isForFacilitators(step)) ? (
            <a class="button quiet" href={stepUrl(community, health, step)}>
              {stepWords(step)}
            </a>
          ) : (
            stepWords(step)
          )}
        </p>
      )}
    </Card>
  )
}

export const Standing = ({
  one: { well, said },
  step = !well,
}: {
  one: Pick<ElementSeen, 'well' | 'said'>
  step?: boolean
}): JSX.Element => (
  <span class="row gap-2">
    {well && <Tag tone="ok">{t('health.well')}</Tag>}
    {step && <Tag tone="tacit">{t('health.wouldHelp')}</Tag>}
    {said !== null && <span class="soft">{t('health.membersSay', { mean: formatNumber(said) })}</span>}
  </span>
)

/** Things that these figures count, each with its way. */
function thingsOf(
  name: ElementName,
  { slug }: Community,
  { agenda, goals, written, stories }: Evidence,
): [Text, Url][] {
  switch (name) {
    case 'domain':
      return agenda.map((one) => [one.words, questionUrl({ slug }, one)])
    case 'goals':
      return goals.map(({ words }) => [words, url`/communities/${slug}/charter#goals`])
    case 'sharing':
      return written.map(({ ref, title }) => [title, url`/records/${ref}`])
    case 'value':
      return stories.map((one) => [titleOf(one), url`/value/${one.ref}`])
    default:
      return []
  }
}

type FactLine = readonly [term: string, value: Child, href?: Url]

/** What part of all this is, in words: a hundredth at least where there is any. */
const part = (some: number, all: number): string =>
  formatNumber(all === 0 ? 0 : Math.max(some / all, some > 0 ? 0.01 : 0), {
    style: 'percent',
    maximumFractionDigits: 0,
  })

const named = (organisation: Community['home']): Child =>
  organisation ? <Words text={organisation.name} /> : t('health.fNone')

const factsOf: Record<ElementName, (community: Community, health: Health) => FactLine[]> = {
  domain: ({ slug }, { figures }) => [
    [t('health.fTopics'), formatNumber(figures.topics), url`/communities/${slug}/charter`],
    [t('health.fPlaces'), formatNumber(figures.places), url`/communities/${slug}/charter`],
    [t('health.fAgenda'), formatNumber(figures.agenda), url`/communities/${slug}/agenda`],
  ],
  engaged: ({ slug, size }, { figures }) => [
    [t('health.fMembers'), formatNumber(size), url`/communities/${slug}/members`],
    [t('health.in90'), peopleShown(figures.of90)],
    [t('health.firstTime'), peopleShown(figures.newcomers)],
  ],
  sharing: ({ slug }, { figures: { quarters, written, library, pages } }) => {
    const year = quarters.slice(-4)
    const opened = year.reduce((all, quarter) => all + quarter.opened, 0)
    const answered = year.reduce((all, quarter) => all + quarter.answered, 0)
    return [
      [t('health.fBegun'), formatNumber(opened), url`/communities/${slug}`],
      [
        t('health.fAnswered'),
        part(answered, opened),
        withQuery(url`/communities/${slug}`, new URLSearchParams(), { order: 'unanswered' }),
      ],
      [t('health.fWritten'), formatNumber(written)],
      [t('health.fLibrary'), formatNumber(library), url`/communities/${slug}/library`],
      [t('health.fPages'), formatNumber(pages), url`/communities/${slug}/pages`],
    ]
  },
  facilitation: ({ slug, roles }, { figures }) => [
    [
      t('health.fFacilitators'),
      formatNumber(roles.filter(({ role, since }) => role === 'facilitator' && since).length),
      url`/communities/${slug}/members`,
    ],
    [t('health.fEnding'), formatNumber(figures.ending), url`/communities/${slug}/members#roles`],
    // Said only where much hangs on them: how little somebody says is nobody's business.
    ...(figures.byFacilitators > figures.posts / 3
      ? [[t('health.fTheirs'), part(figures.byFacilitators, figures.posts)] as const]
      : []),
  ],
  goals: ({ slug }, { figures }) => [
    [t('health.fGoals'), formatNumber(figures.goals), url`/communities/${slug}/charter#goals`],
    [t('health.fOverdue'), formatNumber(figures.overdue), url`/communities/${slug}/charter#goals`],
    [t('health.fReached'), formatNumber(figures.reached), url`/communities/${slug}/charter#goals`],
  ],
  backing: ({ home, sponsor, successor }) => [
    [t('health.fHome'), named(home), home ? url`/organisations/${home.slug}` : undefined],
    [t('health.fSponsor'), named(sponsor), sponsor ? url`/organisations/${sponsor.slug}` : undefined],
    [t('health.fSuccessor'), named(successor), successor ? url`/organisations/${successor.slug}` : undefined],
  ],
  tools: ({ slug }, { figures }) => [
    [
      t('health.fLanguages'),
      figures.langs.length ? formatList(figures.langs.map(languageName)) : t('health.fNone'),
    ],
    [t('health.fByMail'), part(figures.byMail, figures.posts)],
    [t('health.fChannels'), formatNumber(figures.channels), url`/communities/${slug}/charter`],
  ],
  value: ({ slug }, { figures, checks }) => {
    const last = checks.find(({ over }) => over)
    return [
      [t('health.fUses'), formatNumber(figures.uses), url`/communities/${slug}/library`],
      [t('health.fStories'), formatNumber(figures.stories), url`/communities/${slug}/value`],
      [
        t('health.fCheck'),
        last ? formatDate(last.ends) : t('health.fNone'),
        url`/communities/${slug}/health#checks`,
      ],
    ]
  },
}

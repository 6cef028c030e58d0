import type { Attempt } from '../../base/http/form.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Choices, Faults, Line, Lines, typed } from '../../ui/parts/Fields.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Around } from '../around.ts'
import { type Community, rests } from '../community.ts'
import { restName } from '../names.ts'
import { CommunityFrame } from './CommunityFrame.tsx'

interface ArrangementProps {
  community: Community
  around: Around
  attempt?: Attempt
}

/** For those who facilitate: where else it meets, what it stands under, what rises, and how it rests. */
export const ArrangementPage = ({ community, around, attempt }: ArrangementProps): JSX.Element => (
  <CommunityFrame community={community} tab="charter" title={t('communities.arrange')} unlisted>
    <Faults attempt={attempt} />
    <Channels community={community} around={around} attempt={attempt} />
    <Under community={community} attempt={attempt} />
    <Parts community={community} around={around} />
    {community.above && <Rising community={community} around={around} attempt={attempt} />}
    {community.state === 'published' && (
      <p>
        <a href={url`/communities/${community.slug}/hooks`}>{t('hooks.hooks')}</a>
      </p>
    )}
    {community.state === 'published' && <Resting community={community} attempt={attempt} />}
  </CommunityFrame>
)

const Channels = ({ community: { slug }, around, attempt }: ArrangementProps): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('communities.channels')}</h2>
    <ul class="stack gap-2">
      {around.channels.map(({ id, label }) => (
        <li class="row apart">
          {label}
          <Act action={url`/communities/${slug}/channels/${id}/removal`} name={label}>
            {t('communities.remove')}
          </Act>
        </li>
      ))}
    </ul>
    <form class="inline-form" method="post" action={url`/communities/${slug}/channels`} novalidate>
      <Line {...typed(attempt, 'label')} label={t('communities.channelLabel')} />
      <Line {...typed(attempt, 'href')} type="url" label={t('communities.channelHref')} />
      <button class="button quiet" type="submit">
        {t('communities.add')}
      </button>
    </form>
  </section>
)

/** What it is a chapter of or takes part in, or asks to. */
const Under = ({ community, attempt }: Omit<ArrangementProps, 'around'>): JSX.Element => {
  const { slug, above, asksAbove } = community
  const it = above ?? asksAbove
  return (
    <section class="stack gap-3">
      <h2>{t('communities.standsUnder')}</h2>
      {it ? (
        <div class="row apart">
          <span>
            <Words text={it.name} />
            {!above && <span class="soft"> {t('communities.asksAbove')}</span>}
          </span>
          <Act action={url`/communities/${slug}/above/end`}>{t('communities.endAbove')}</Act>
        </div>
      ) : (
        <form class="inline-form" method="post" action={url`/communities/${slug}/above`} novalidate>
          <Line
            {...typed(attempt, 'above')}
            label={t('communities.askUnder')}
            help={t('communities.askUnderHelp')}
          />
          <button class="button quiet" type="submit">
            {t('communities.ask')}
          </button>
        </form>
      )}
    </section>
  )
}

const Parts = ({ community: { slug }, around }: ArrangementProps): JSX.Element | null =>
  around.parts.length + around.asking.length === 0 ? null : (
    <section class="stack gap-3">
      <h2>{t('communities.underIt')}</h2>
      <ul class="stack gap-2">
        {around.asking.map((part) => (
          <li class="row apart">
            <span>
              <Words text={part.name} /> <span class="soft">{t('communities.partAsks')}</span>
            </span>
            <span class="row gap-2">
              <Act
                action={url`/communities/${slug}/parts/${part.slug}/acceptance`}
                name={inReach(part.name).text}
              >
                {t('communities.yes')}
              </Act>
              <Act action={url`/communities/${slug}/parts/${part.slug}/end`} name={inReach(part.name).text}>
                {t('communities.no')}
              </Act>
            </span>
          </li>
        ))}
        {around.parts.map((part) => (
          <li class="row apart">
            <Words text={part.name} />
            <Act action={url`/communities/${slug}/parts/${part.slug}/end`} name={inReach(part.name).text}>
              {t('communities.endAbove')}
            </Act>
          </li>
        ))}
      </ul>
    </section>
  )

const Rising = ({ community: { slug, above }, around, attempt }: ArrangementProps): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('communities.rises', { name: inReach(above!.name).text })}</h2>
    <ul class="stack gap-2">
      {around.risen.map(({ ref, title, href }) => (
        <li class="row apart">
          <a href={href}>
            <Words text={title} />
          </a>
          <Act action={url`/communities/${slug}/risen/${ref}/removal`} name={inReach(title).text}>
            {t('communities.takeBack')}
          </Act>
        </li>
      ))}
    </ul>
    <form class="inline-form" method="post" action={url`/communities/${slug}/risen`} novalidate>
      <Line
        {...typed(attempt, 'thing')}
        label={t('communities.letRise')}
        help={t('communities.letRiseHelp')}
      />
      <button class="button quiet" type="submit">
        {t('communities.letItRise')}
      </button>
    </form>
  </section>
)

const Resting = ({
  community: { slug, rest, parting },
  attempt,
}: Omit<ArrangementProps, 'around'>): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('communities.howItIs')}</h2>
    <form class="form" method="post" action={url`/communities/${slug}/rest`} novalidate>
      <Choices
        {...typed(attempt, 'how')}
        label={t('communities.howIsIt')}
        choices={[
          { value: 'alive', label: t('communities.alive') },
          ...rests.map((value) => ({ value, label: restName(value) })),
        ]}
        chosen={[typed(attempt, 'how').value ?? rest ?? 'alive']}
      />
      <Lines
        {...typed(attempt, 'parting')}
        value={typed(attempt, 'parting').value ?? (parting ? inReach(parting).text : undefined)}
        label={t('communities.parting')}
        help={t('communities.partingHelp')}
        rows={6}
        optional
      />
      <button class="button" type="submit">
        {t('communities.save')}
      </button>
    </form>
  </section>
)

import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Faults, Line, Pick, typed } from '../../ui/parts/Fields.tsx'
import { Heading } from '../../ui/parts/Heading.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { url, within } from '../../ui/url.ts'
import type { Rules } from '../rules.ts'
import { Frame, rankIn } from './Frame.tsx'

interface RulesProps {
  place: Community | undefined
  rules: Rules
  attempt?: Attempt
}

/** By which rules the peace is kept: first posts, and what does not pass. */
export const RulesPage = ({ place, rules, attempt }: RulesProps): JSX.Element => {
  const base = place ? url`/communities/${place.slug}/rules` : url`/moderation/rules`
  return (
    <Frame place={place} part="rules" title={t('moderation.rules')}>
      <Faults attempt={attempt} />
      <form class="form" method="post" action={base}>
        <Heading rank={rankIn(place)}>{t('moderation.firstPosts')}</Heading>
        <Pick
          {...typed(attempt, 'first')}
          value={String(rules.firstPosts)}
          label={t('moderation.howMany')}
          help={t('moderation.howManyHelp')}
          choices={[0, 1, 2, 3, 5].map((count) => ({
            value: String(count),
            label: t('moderation.firstFew', { count }),
          }))}
        />
        <button class="button" type="submit">
          {t('moderation.keep')}
        </button>
      </form>
      <section class="stack gap-3">
        <Heading rank={rankIn(place)}>{t('moderation.blocked')}</Heading>
        <p class="soft">{t('moderation.blockedWords')}</p>
        {rules.blocked.length === 0 && <p>{t('moderation.nothingBlocked')}</p>}
        <ul class="stack gap-2">
          {rules.blocked.map(({ id, kind, given, act }) => (
            <li class="row apart">
              <span class="row gap-2">
                <bdi>{given}</bdi>
                <Tag>{kind === 'site' ? t('moderation.site') : t('moderation.words')}</Tag>
                <span class="soft">{act === 'hold' ? t('moderation.holds') : t('moderation.refuses')}</span>
              </span>
              <Act action={within(base, 'blocked', id, 'removal')} name={given}>
                {t('moderation.letPass')}
              </Act>
            </li>
          ))}
        </ul>
      </section>
      <form class="form" method="post" action={within(base, 'blocked')} novalidate>
        <Line {...typed(attempt, 'given')} label={t('moderation.given')} help={t('moderation.givenHelp')} />
        <Pick
          {...typed(attempt, 'kind')}
          label={t('moderation.what')}
          choices={[
            { value: 'words', label: t('moderation.words') },
            { value: 'site', label: t('moderation.site') },
          ]}
        />
        <Pick
          {...typed(attempt, 'act')}
          label={t('moderation.then')}
          choices={[
            { value: 'hold', label: t('moderation.holds') },
            { value: 'refuse', label: t('moderation.refuses') },
          ]}
        />
        <button class="button" type="submit">
          {t('moderation.add')}
        </button>
      </form>
    </Frame>
  )
}

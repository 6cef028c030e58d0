import type { Attempt } from '../../base/http/form.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line, Pick, typed } from '../../ui/parts/Fields.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { url } from '../../ui/url.ts'
import { type Belonging, belongs, type Organisation, type Speaking } from '../organisations.ts'
import { Act } from './Act.tsx'

/** Their name, and their page where the reader may see it. */
export const Name = ({ handle, name, open }: Belonging | Speaking): JSX.Element =>
  open ? (
    <a href={url`/people/${handle}`}>
      <bdi>{name}</bdi>
    </a>
  ) : (
    <bdi>{name}</bdi>
  )

/** Who speaks for it, from and until; whoever keeps it names and ends. */
export const RepresentativesOf = ({
  organisation,
  attempt,
}: {
  organisation: Organisation
  attempt?: Attempt
}): JSX.Element => {
  const { slug, representatives, keeps, members } = organisation
  const others = members.filter(
    (one) => belongs(one) && !representatives.some(({ handle }) => handle === one.handle),
  )
  // Another form of this page has a field of the same name, but none of this one's other.
  const naming = (name: string) => typed(attempt?.values.until === undefined ? undefined : attempt, name)
  return (
    <section class="stack gap-3">
      <h2>{t('people.representatives')}</h2>
      {representatives.length === 0 && <p class="soft">{t('people.noRepresentatives')}</p>}
      <ul class="stack gap-2">
        {representatives.map((one) => (
          <li class="row apart">
            <span>
              <Name {...one} />{' '}
              <span class="soft">
                {one.until
                  ? t('people.sinceUntil', { since: formatDate(one.since), until: formatDate(one.until) })
                  : t('people.sinceDay', { since: formatDate(one.since) })}
              </span>
            </span>
            {(keeps || one.own) && (
              <Act action={url`/organisations/${slug}/representatives/${one.id}/end`} name={one.name}>
                {t('people.endRepresenting')}
              </Act>
            )}
          </li>
        ))}
      </ul>
      {representatives.some(({ own }) => own) && (
        <p>
          <a href={url`/organisations/${slug}/hand-over`}>{t('freshness.leftFor')}</a>
        </p>
      )}
      {keeps && others.length > 0 && (
        <form
          class="inline-form"
          method="post"
          action={url`/organisations/${slug}/representatives`}
          novalidate
        >
          <Pick
            {...naming('handle')}
            label={t('people.nameRepresentative')}
            choices={others.map(({ handle, name }) => ({ value: handle, label: name }))}
          />
          <Line {...naming('until')} type="date" label={t('people.untilDay')} optional />
          <button class="button" type="submit">
            {t('people.nameThem')}
          </button>
        </form>
      )}
    </section>
  )
}

/** Who belongs to it; whoever keeps it says yes, asks them to keep it too, or ends it; whoever belongs may leave. */
export const MembersOf = ({
  organisation: { slug, members, keeps },
}: {
  organisation: Organisation
}): JSX.Element | null => {
  const there = members.filter(({ standing }) => standing !== 'invited')
  return there.length === 0 ? null : (
    <section class="stack gap-3">
      <h2>{t('people.belonging')}</h2>
      <ul class="stack gap-2">
        {there.map((one) => (
          <li class="row apart">
            <span class="row gap-2">
              <Name {...one} />
              {one.work && <span class="soft">{one.work}</span>}
              <Standing {...one} />
            </span>
            {(keeps || one.own) && (
              <span class="row gap-2">
                {keeps && one.standing === 'asked' && (
                  <Act action={url`/organisations/${slug}/members/${one.id}/member`} name={one.name}>
                    {t('people.accept')}
                  </Act>
                )}
                {keeps && one.standing === 'member' && !one.offered && (
                  <Act
                    action={url`/organisations/${slug}/keepers`}
                    name={one.name}
                    hidden={{ handle: one.handle }}
                  >
                    {t('people.makeKeeper')}
                  </Act>
                )}
                {keeps && !one.own && belongs(one) && (
                  <Act action={url`/organisations/${slug}/members/${one.id}/hand-over`} name={one.name}>
                    {t('freshness.askHandOver')}
                  </Act>
                )}
                <Act action={url`/organisations/${slug}/members/${one.id}/end`} name={one.name}>
                  {one.own ? t('people.leave') : t('people.endBelonging')}
                </Act>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Standing = ({ standing }: Belonging): JSX.Element | null =>
  standing === 'steward' ? (
    <Tag tone="ok">{t('people.keeper')}</Tag>
  ) : standing === 'asked' ? (
    <Tag tone="tacit">{t('people.asked')}</Tag>
  ) : null

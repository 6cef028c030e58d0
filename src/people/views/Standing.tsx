import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line, Pick } from '../../ui/parts/Fields.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { type Url, url } from '../../ui/url.ts'
import type { Belonging, Organisation } from '../organisations.ts'

const Act = ({ action, children }: { action: Url; children: string }): JSX.Element => (
  <form method="post" action={action}>
    <button class="button quiet" type="submit">
      {children}
    </button>
  </form>
)

/** Who speaks for it, from and until; whoever keeps it names and ends. */
export const RepresentativesOf = ({ organisation }: { organisation: Organisation }): JSX.Element => {
  const { slug, representatives, keeps, members } = organisation
  const others = members.filter(
    (one) =>
      (one.standing === 'member' || one.standing === 'steward') &&
      !representatives.some(({ handle }) => handle === one.handle),
  )
  return (
    <section class="stack gap-3">
      <h2>{t('people.representatives')}</h2>
      {representatives.length === 0 && <p class="soft">{t('people.noRepresentatives')}</p>}
      <ul class="stack gap-2">
        {representatives.map(({ id, handle, name, since, until }) => (
          <li class="row apart">
            <span>
              <a href={url`/people/${handle}`}>{name}</a>{' '}
              <span class="soft">
                {until
                  ? t('people.sinceUntil', { since: formatDate(since), until: formatDate(until) })
                  : t('people.sinceDay', { since: formatDate(since) })}
              </span>
            </span>
            {keeps && (
              <Act action={url`/organisations/${slug}/representatives/${id}/end`}>
                {t('people.endRepresenting')}
              </Act>
            )}
          </li>
        ))}
      </ul>
      {keeps && others.length > 0 && (
        <form
          class="inline-form"
          method="post"
          action={url`/organisations/${slug}/representatives`}
          novalidate
        >
          <Pick
            name="handle"
            label={t('people.nameRepresentative')}
            choices={others.map(({ handle, name }) => ({ value: handle, label: name }))}
          />
          <Line name="until" type="date" label={t('people.untilDay')} optional />
          <button class="button" type="submit">
            {t('people.nameThem')}
          </button>
        </form>
      )}
    </section>
  )
}

/** Who belongs to it; whoever keeps it says yes, shares the keeping, or ends it. */
export const MembersOf = ({
  organisation: { slug, members, keeps },
}: {
  organisation: Organisation
}): JSX.Element | null =>
  members.length === 0 ? null : (
    <section class="stack gap-3">
      <h2>{t('people.belonging')}</h2>
      <ul class="stack gap-2">
        {members.map((one) => (
          <li class="row apart">
            <span class="row gap-2">
              <a href={url`/people/${one.handle}`}>{one.name}</a>
              {one.work && <span class="soft">{one.work}</span>}
              <Standing {...one} />
            </span>
            {keeps && (
              <span class="row gap-2">
                {one.standing === 'asked' && (
                  <Act action={url`/organisations/${slug}/members/${one.id}/member`}>
                    {t('people.accept')}
                  </Act>
                )}
                {one.standing === 'member' && (
                  <Act action={url`/organisations/${slug}/members/${one.id}/steward`}>
                    {t('people.makeKeeper')}
                  </Act>
                )}
                <Act action={url`/organisations/${slug}/members/${one.id}/end`}>
                  {t('people.endBelonging')}
                </Act>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )

const Standing = ({ standing }: Belonging): JSX.Element | null =>
  standing === 'steward' ? (
    <Tag tone="ok">{t('people.keeper')}</Tag>
  ) : standing === 'asked' ? (
    <Tag tone="tacit">{t('people.asked')}</Tag>
  ) : null

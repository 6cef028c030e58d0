import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Ref } from '../../../base/ids.ts'
import { type Place, placeName, reachName } from '../../../places/place.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Faults, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { outside, url } from '../../../ui/url.ts'
import { formName } from '../names.ts'
import { type Adoption, adoptionForms, reachesOfAdoption } from '../use.ts'

/** Which institution, how and when. */
export const AdoptionLine = ({ adoption }: { adoption: Adoption }): JSX.Element => {
  const { organisation, institution, form, level, year } = adoption
  return (
    <>
      <Tag>{reachName(level)}</Tag>{' '}
      {organisation ? (
        <a href={url`/organisations/${organisation.slug}`}>
          <Words text={organisation.name} />
        </a>
      ) : (
        <bdi>{institution}</bdi>
      )}
      {t('ui.colon')}
      {formName(form)}
      {year !== null && ` · ${year}`}
    </>
  )
}

interface AdoptionsProps {
  of: Ref
  adoptions: Adoption[]
  places: Map<number, Place>
  /** The reader keeps or curates the record. */
  tends: boolean
  attempt?: Attempt
}

/** Where it was taken up, by level, who says so, and a form to say it. */
export const Adoptions = (props: AdoptionsProps): JSX.Element => (
  <section class="stack gap-4" id="adoptions">
    <h2>{t('evidence.takenUp')}</h2>
    {props.adoptions.length === 0 && <p class="soft">{t('evidence.nowhereYet')}</p>}
    <ul class="stack gap-4">
      {props.adoptions.map((one) => (
        <li class="stack gap-2">
          <One {...props} one={one} />
        </li>
      ))}
    </ul>
    <AdoptionForm {...props} />
  </section>
)

const One = ({ of, one, places, tends }: AdoptionsProps & { one: Adoption }): JSX.Element => {
  const place = places.get(one.place ?? 0)
  const link = one.link ? outside(one.link) : undefined
  return (
    <>
      <p>
        <AdoptionLine adoption={one} />
        {place && ` · ${placeName(place)}`}
      </p>
      {one.note && (
        <p class="written-out">
          <Words text={one.note} />
        </p>
      )}
      <p class="soft">
        {one.elsewhere
          ? t('evidence.adoptedElsewhere')
          : one.ownWord
            ? t('evidence.theySaySo')
            : one.confirmed
              ? t('evidence.confirmed', { name: one.by ?? t('evidence.unnamed') })
              : t('evidence.unconfirmed', { name: one.by ?? t('evidence.unnamed') })}
        {link && (
          <>
            {' · '}
            <a href={link} rel="nofollow">
              {link.replace(/^https?:\/\//, '')}
            </a>
          </>
        )}
      </p>
      {(tends || one.mine || one.mineToSay) && (
        <div class="row gap-2">
          {((tends && !one.confirmed && !one.elsewhere) || (one.mineToSay && !one.ownWord)) && (
            <Do of={of} id={one.id} act="confirmation">
              {t('evidence.confirm')}
            </Do>
          )}
          <Do of={of} id={one.id} act="end">
            {t('evidence.takeAway')}
          </Do>
        </div>
      )}
    </>
  )
}

const Do = ({
  of,
  id,
  act,
  children,
}: {
  of: Ref
  id: number
  act: 'confirmation' | 'end'
  children: string
}): JSX.Element => (
  <form
    method="post"
    action={
      act === 'end'
        ? url`/records/${of}/adoptions/${id}/end`
        : url`/records/${of}/adoptions/${id}/confirmation`
    }
  >
    <button class="button quiet" type="submit">
      {children}
    </button>
  </form>
)

const AdoptionForm = ({ of, attempt }: AdoptionsProps): JSX.Element => (
  <details class="asking unprinted" open={attempt !== undefined}>
    <summary class="button quiet">{t('evidence.tookItUp')}</summary>
    <form class="form" method="post" action={url`/records/${of}/adoptions`} novalidate>
      <Faults attempt={attempt} />
      <Line
        {...typed(attempt, 'institution')}
        label={t('evidence.institution')}
        help={t('evidence.institutionHelp')}
      />
      <Pick
        {...typed(attempt, 'form')}
        id="adoption-form"
        label={t('evidence.form')}
        choices={adoptionForms.map((value) => ({ value, label: formName(value) }))}
      />
      <Pick
        {...typed(attempt, 'level')}
        label={t('evidence.level')}
        choices={reachesOfAdoption.map((value) => ({ value, label: reachName(value) }))}
      />
      <Line
        {...typed(attempt, 'place')}
        id="adoption-place"
        label={t('evidence.where')}
        help={t('evidence.whereHelp')}
        optional
      />
      <Line {...typed(attempt, 'year')} label={t('evidence.year')} inputmode="numeric" optional />
      <Line {...typed(attempt, 'link')} type="url" label={t('evidence.link')} optional />
      <Lines {...typed(attempt, 'note')} id="adoption-note" label={t('evidence.note')} rows={3} optional />
      <input type="hidden" name="lang" value={reader().lang} />
      <button class="button" type="submit">
        {t('evidence.sayAdoption')}
      </button>
    </form>
  </details>
)

import { formatDate, t } from '../../../base/i18n/t.ts'
import { type Place, placeName } from '../../../places/place.ts'
import { formName, outcomeName } from '../../../records/evidence/names.ts'
import { typedNumber } from '../../../records/writing/number-notation.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { SaidAdoptions, SaidUse } from '../shapes.ts'
import { Long } from './Reading.tsx'

/** What is said of having used a record, below it. */
export const UsesLeaf = ({
  uses,
  places,
}: {
  uses: SaidUse[]
  /** By their codes. */
  places: Map<string, Place>
}): JSX.Element => (
  <>
    {uses.length > 0 && <h2>{t('evidence.whatCameOfIt')}</h2>}
    {uses.map((use) => (
      <UseLeaf use={use} place={places.get(use.place ?? '')} />
    ))}
  </>
)

/** Which institutions say that they took a record up. */
export const AdoptionsLeaf = ({ adoptions }: Pick<SaidAdoptions, 'adoptions'>): JSX.Element => (
  <>
    <h2>{t('evidence.takenUp')}</h2>
    <ul>
      {adoptions.map(({ organisation, form, year }) => (
        <li>
          <Words text={organisation.name} />
          {t('ui.colon')}
          {formName(form)}
          {year && ` · ${year}`}
        </li>
      ))}
    </ul>
  </>
)

const UseLeaf = ({ use, place }: { use: SaidUse; place: Place | undefined }): JSX.Element => (
  <article id={use.ref}>
    <p class="soft">
      <strong>{outcomeName(use.outcome)}</strong>
      {use.organisation && (
        <>
          {' · '}
          <Words text={use.organisation.name} />
        </>
      )}
      {' · '}
      <bdi>{use.by?.name ?? t('bundle.nameless')}</bdi>
      {place && ` · ${placeName(place)}`}
      {' · '}
      {use.happened ? formatDate(use.happened) : t('evidence.saidOn', { date: formatDate(use.said) })}
    </p>
    <Long text={use.note} />
    {use.conditions && (
      <>
        <h3>{t('evidence.conditions')}</h3>
        <Long text={use.conditions} rank={4} />
      </>
    )}
    {use.adaptation && (
      <>
        <h3>{t('evidence.adaptation')}</h3>
        <Long text={use.adaptation} rank={4} />
      </>
    )}
    {use.figures.length > 0 && (
      <ul>
        {use.figures.map(({ what, value, unit }) => (
          <li>
            <Said lang={use.note.original}>{what}</Said>
            {t('ui.colon')}
            {typedNumber(value)} <Said lang={use.note.original}>{unit}</Said>
          </li>
        ))}
      </ul>
    )}
    {(use.files ?? []).map(({ name }) => (
      <p>
        <a href={url`../data/uses/files/${use.ref}/${name}`}>{name}</a>
      </p>
    ))}
    {!use.counts && <p class="soft">{t('evidence.byMakerUncounted')}</p>}
  </article>
)

import { reader } from '../../../base/i18n/reader.ts'
import { formatDate, languageName, t } from '../../../base/i18n/t.ts'
import { type Place, placeName, placeUrl } from '../../../places/place.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Said, Words } from '../../../ui/parts/Words.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { url } from '../../../ui/url.ts'
import { typedNumber } from '../../writing/number-notation.ts'
import { outcomeName, outcomeTone } from '../names.ts'
import type { Use } from '../use.ts'

/** What somebody says, with who, where and when; `whole` with all they wrote. */
export const UseCard = ({
  use,
  places,
  whole = false,
}: {
  use: Use
  places: Map<number, Place>
  whole?: boolean
}): JSX.Element => (
  <article class="card" id={use.ref}>
    <p class="row gap-2">
      <Tag tone={outcomeTone(use.outcome)}>{outcomeName(use.outcome)}</Tag>
      {use.byMaker && <Tag>{t('evidence.byMakerUncounted')}</Tag>}
      {use.elsewhere && <Tag>{t('evidence.saidElsewhere')}</Tag>}
    </p>
    <p class="written-out">
      <Words text={use.note} />
    </p>
    {whole && <More use={use} />}
    {use.elsewhere && <Elsewhere of={use.elsewhere} />}
    <p class="soft">
      <Who use={use} places={places} />
      {!whole && (
        <>
          {' · '}
          <a href={url`/uses/${use.ref}`}>{t('evidence.readWhole')}</a>
        </>
      )}
    </p>
  </article>
)

const More = ({ use }: { use: Use }): JSX.Element => (
  <>
    {use.conditions && (
      <>
        <h2>{t('evidence.conditions')}</h2>
        <p class="written-out">
          <Words text={use.conditions} />
        </p>
      </>
    )}
    {use.adaptation && (
      <>
        <h2>{t('evidence.adaptation')}</h2>
        <p class="written-out">
          <Words text={use.adaptation} />
        </p>
      </>
    )}
    {use.figures.length > 0 && (
      <>
        <h2>{t('evidence.figures')}</h2>
        <dl class="facts">
          {use.figures.map(({ what, value, unit }) => (
            <>
              <dt>
                <Said lang={use.note.original}>{what}</Said>
              </dt>
              <dd>
                {typedNumber(value)} <Said lang={use.note.original}>{unit}</Said>
              </dd>
            </>
          ))}
        </dl>
      </>
    )}
  </>
)

/** From where it came along, and what it counts for there. */
const Elsewhere = ({ of: { origin, counts } }: { of: NonNullable<Use['elsewhere']> }): JSX.Element => (
  <p class="soft">
    {t('evidence.cameFrom')} <code>{origin}</code>. {!counts && t('evidence.notThereEither')}
  </p>
)

/** Who says it, for whom, where and when. */
const Who = ({ use, places }: { use: Use; places: Map<number, Place> }): JSX.Element => {
  const at = places.get(use.place ?? 0)
  return (
    <>
      {use.organisation && (
        <>
          {use.organisation.slug === undefined ? (
            <Words text={use.organisation.name} />
          ) : (
            <a href={url`/organisations/${use.organisation.slug}`}>
              <Words text={use.organisation.name} />
            </a>
          )}
          {' · '}
        </>
      )}
      {use.by?.handle ? (
        <a href={url`/people/${use.by.handle}`}>{use.by.name}</a>
      ) : (
        (use.by?.name ?? t('evidence.unnamed'))
      )}
      {at && (
        <>
          {' · '}
          <a href={placeUrl(at)}>{placeName(at)}</a>
        </>
      )}
      {' · '}
      {use.happened
        ? formatDate(use.happened)
        : t('evidence.saidOn', { date: formatDate(new Date(use.said)) })}
      {use.note.original !== reader().lang && ` · ${asSentence(languageName(use.note.original))}`}
      {use.changed && ` · ${t('evidence.changedOn', { date: formatDate(new Date(use.changed)) })}`}
    </>
  )
}

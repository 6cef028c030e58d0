import type { FileUse } from '../../base/files/uses.ts'
import { formatList, formatNumber, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Card } from '../../ui/parts/Card.tsx'
import { Copy } from '../../ui/parts/Copy.tsx'
import { Face } from '../../ui/parts/Face.tsx'
import { Marks } from '../../ui/parts/Marks.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { Alike } from '../around.ts'
import type { Tried } from '../evidence/use.ts'
import { DoesItWorkBriefly } from '../evidence/views/DoesItWork.tsx'
import { brokenWords } from '../freshness/names.ts'
import type { Contributor } from '../interchange.ts'
import { roleName } from '../names.ts'
import type { RecordVersion } from '../reading.ts'
import { Files } from './Files.tsx'

export const Aside = ({
  record,
  tried,
  alike,
  cite,
  files,
  seen,
}: {
  record: RecordVersion
  tried?: Tried
  alike: Alike[]
  cite: string
  files: FileUse[]
  seen: string[]
}): JSX.Element => (
  <aside class="stack gap-6">
    {tried && <DoesItWorkBriefly tried={tried} />}
    <Makers credits={record.credits} organisations={record.content.organisations} />
    {alike.length > 0 && <ConditionsAlike alike={alike} record={record} />}
    <NoAnswer broken={record.broken} />
    <TakeIt record={record} cite={cite} files={files} seen={seen} />
  </aside>
)

/** Credit as each wishes; land users are never a contact, so nobody here is a link. */
const Makers = ({
  credits,
  organisations,
}: {
  credits: Contributor[]
  organisations: string[]
}): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('records.madeBy')}</h2>
    <ul class="stack gap-3">
      {credits.map((one) => (
        <li class="row held">
          <Face name={one.name} />
          <span>
            {one.shown === 'unnamed' ? t('records.unnamed') : one.name}
            <br />
            <small>{inRole(one)}</small>
          </span>
        </li>
      ))}
    </ul>
    {organisations.length > 0 && (
      <p class="soft">{t('records.with', { organisations: formatList(organisations) })}</p>
    )}
  </section>
)

function inRole({ role, shown, organisation }: Contributor): string {
  const said = shown === 'group' ? t('records.asGroup', { role: roleName(role) }) : roleName(role)
  return organisation ? t('records.roleAt', { role: said, organisation }) : said
}

const ConditionsAlike = ({ alike, record }: { alike: Alike[]; record: RecordVersion }): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('records.conditionsAlike')}</h2>
    {alike.map(({ card, likeness, same, of, comparable }) => (
      <Card
        href={card.href}
        title={<Words text={card.title} />}
        top={card.marks?.length ? <Marks of={card.marks} /> : undefined}
        meta={[
          card.places?.[0],
          t('records.alike', { share: formatNumber(likeness, { style: 'percent' }), same, of }),
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        {comparable && (
          <p>
            <a href={url`/records/compare?of=${record.ref}&of=${card.ref}`}>{t('records.sideBySide')}</a>
          </p>
        )}
      </Card>
    ))}
    <p>
      <a href={url`/conditions?like=${record.ref}`}>{t('likeness.allAlike')}</a>
    </p>
  </section>
)

/** Addresses that it names, wherever that is, and that do not answer. */
const NoAnswer = ({ broken }: Pick<RecordVersion, 'broken'>): JSX.Element | null =>
  broken.length === 0 ? null : (
    <section class="stack gap-3">
      <h2>{t('freshness.noAnswer')}</h2>
      <ul class="stack gap-2">
        {broken.map((one) => (
          <li>
            <bdi>{one.address}</bdi>
            <br />
            <small>{brokenWords(one)}</small>
          </li>
        ))}
      </ul>
    </section>
  )

const TakeIt = ({
  record,
  cite,
  files,
  seen,
}: {
  record: RecordVersion
  cite: string
  files: FileUse[]
  seen: string[]
}): JSX.Element => (
  <section class="stack gap-3">
    <h2>{t('records.takeIt')}</h2>
    <ul class="row">
      <li>
        <a class="button quiet" href={url`/records/${record.ref}/products`}>
          {t('records.products')}
        </a>
      </li>
      <li>
        <a class="action" href={url`/api/v1/records/${record.ref}`}>
          {t('records.asData')}
        </a>
      </li>
      <li>
        <a class="action" href={url`/records/${record.ref}/versions`}>
          {t('records.versions', { count: record.newest })}
        </a>
      </li>
    </ul>
    <Files kept={files} seen={seen} told={record.content.files} />
    <h3>{t('records.cite')}</h3>
    <p class="soft" id="citation">
      {cite}
    </p>
    <Copy of="citation" />
    <p>
      <a href={url`/records/${record.ref}/citation`}>{t('records.citeOtherwise')}</a>
    </p>
  </section>
)

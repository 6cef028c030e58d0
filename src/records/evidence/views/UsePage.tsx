import { pictured } from '../../../base/files/address.ts'
import type { FileUse } from '../../../base/files/uses.ts'
import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { WayStage } from '../../../base/things/lineage.ts'
import type { Place } from '../../../places/place.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Lines, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { ReportLink } from '../../../ui/parts/ReportLink.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url, withQuery } from '../../../ui/url.ts'
import { Kept } from '../../views/Files.tsx'
import { Way } from '../../write-up/views/Way.tsx'
import type { WholeUse } from '../reading.ts'
import { UseCard } from './UseCard.tsx'
import { UseForm } from './UseForm.tsx'

interface UsePageProps {
  use: WholeUse
  places: Map<number, Place>
  /** The reader curates the record. */
  curates: boolean
  files: FileUse[]
  way: WayStage[]
  attempt?: Attempt
}

/** One use, with what whoever said it or curates its record may do. */
export const UsePage = (props: UsePageProps): JSX.Element => {
  const { use, places, attempt } = props
  return (
    <Page
      title={t('evidence.use')}
      canonical={url`/uses/${use.ref}`}
      unlisted={use.withdrawn || use.hidden !== null}
      head={<link rel="alternate" type="application/json" href={url`/api/v1/uses/${use.ref}`} />}
    >
      <h1>{t('evidence.use')}</h1>
      <p class="lead">
        <a href={url`/records/${use.record.ref}`}>
          <Words text={use.record.title} />
        </a>
      </p>
      <Faults attempt={attempt} />
      {use.withdrawn && <Notice tone="tacit">{t('evidence.youTookItBack')}</Notice>}
      {use.hidden && (
        <Notice tone="problem" title={t('evidence.keptOutOfSight')}>
          <p>
            <Words text={use.hidden} />
          </p>
        </Notice>
      )}
      <UseCard use={use} places={places} whole />
      {!use.withdrawn && !use.hidden && <FilesOf {...props} />}
      {use.mine && !use.withdrawn && !use.hidden && (
        <p>
          <a
            class="button quiet"
            href={withQuery(url`/value/new`, new URLSearchParams(), { of: use.ref })}
            rel="nofollow"
          >
            {t('value.tell')}
          </a>
        </p>
      )}
      <Way way={props.way} />
      {use.mine && !use.hidden && <Own {...props} />}
      {props.curates && !use.withdrawn && <Hiding {...props} />}
      <p class="row gap-3">
        <a href={url`/records/${use.record.ref}/uses`}>{t('evidence.othersSay')}</a>
        {!use.mine && !use.withdrawn && !use.hidden && <ReportLink of={use.ref} />}
      </p>
    </Page>
  )
}

/** What shows it; whoever said it adds more. */
const FilesOf = ({ use, files }: UsePageProps): JSX.Element => (
  <section class="stack gap-3">
    {files.length > 0 && <h2>{t('evidence.showsIt')}</h2>}
    <ul class="stack gap-4">
      {files.map((file) => (
        <li>
          <Kept file={file} picture={pictured(file)} />
        </li>
      ))}
    </ul>
    {use.mine && (
      <p class="unprinted">
        <a class="button quiet" href={url`/uses/${use.ref}/files`}>
          {t('evidence.addPictures')}
        </a>
      </p>
    )}
  </section>
)

const Own = ({ use, places, attempt }: UsePageProps): JSX.Element =>
  use.withdrawn ? (
    <form method="post" action={url`/uses/${use.ref}/return`}>
      <button class="button" type="submit">
        {t('evidence.bringBack')}
      </button>
    </form>
  ) : (
    <>
      <details
        class="asking"
        open={attempt?.values.outcome !== undefined || attempt?.values.note !== undefined}
      >
        <summary class="button quiet">{t('evidence.changeIt')}</summary>
        <UseForm
          action={url`/uses/${use.ref}/change`}
          attempt={attempt}
          use={{ ...use, at: places.get(use.place ?? 0)?.code, named: use.by !== null }}
        />
      </details>
      <form method="post" action={url`/uses/${use.ref}/removal`}>
        <button class="button grave" type="submit">
          {t('evidence.takeBack')}
        </button>
      </form>
    </>
  )

const Hiding = ({ use, attempt }: UsePageProps): JSX.Element =>
  use.hidden ? (
    <form method="post" action={url`/uses/${use.ref}/hiding/end`}>
      <button class="button" type="submit">
        {t('evidence.showAgain')}
      </button>
    </form>
  ) : (
    <details class="asking" open={attempt?.values.why !== undefined}>
      <summary class="button grave">{t('evidence.hide')}</summary>
      <form class="form" method="post" action={url`/uses/${use.ref}/hiding`} novalidate>
        <Lines {...typed(attempt, 'why')} label={t('evidence.why')} help={t('evidence.whyHelp')} rows={3} />
        <button class="button grave" type="submit">
          {t('evidence.hide')}
        </button>
      </form>
    </details>
  )

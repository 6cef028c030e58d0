import { languageName, t } from '../../base/i18n/t.ts'
import { relationName } from '../../records/names.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Ago } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { type Url, url } from '../../ui/url.ts'
import { actName } from '../act-names.ts'
import type { KeptChange } from '../desk-changes.ts'

/** One thing that somebody else did to what the reader keeps or writes, and the way to it. */
export const KeptChangeLine = ({ change }: { change: KeptChange }): JSX.Element => {
  const { at, title, other, by, what } = change
  return (
    <>
      <strong>{whatName(change)}</strong>{' '}
      {other?.title && (
        <>
          <a href={url`/records/${other.ref}`}>
            <Words text={other.title} />
          </a>
          {' · '}
        </>
      )}
      <a href={whereTo(change)}>
        {Object.keys(title.texts).length ? <Words text={title} /> : t('writing.untitled')}
      </a>{' '}
      <span class="soft">
        {by ? (
          <bdi>{by}</bdi>
        ) : by === '' || what === 'use.said' ? (
          t('site.somebody')
        ) : (
          t('people.theInstance')
        )}{' '}
        · <Ago at={new Date(at)} />
      </span>
    </>
  )
}

function whatName({ what, count, lang }: KeptChange): string {
  switch (what) {
    case 'review.commented':
      return t('site.keptComments', { count })
    case 'record.translated':
      return t('site.keptTexts', { count, language: languageName(lang ?? '') })
    case 'adapts':
    case 'contradicts':
    case 'replaces':
      return relationName({ rel: what, way: 'in' })
    default:
      return actName(what)
  }
}

function whereTo({ what, ref, other, lang }: KeptChange): Url {
  switch (what) {
    case 'review.commented':
      return url`/drafts/${ref}/comments`
    case 'record.translated':
      return url`/records/${ref}/translation/${lang ?? ''}`
    case 'use.said':
      return url`/uses/${other?.ref ?? ''}`
    case 'adoption.said':
      return url`/records/${ref}/uses`
    case 'record.doubted':
      return url`/records/${ref}/confirmation`
    case 'record.changed':
    case 'record.corrected':
    case 'record.upgraded':
    case 'record.correction-undone':
      return url`/records/${ref}/versions`
    default:
      return url`/records/${ref}`
  }
}

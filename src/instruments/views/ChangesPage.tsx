import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Fact, Facts } from '../../ui/parts/Facts.tsx'
import { Toc } from '../../ui/parts/Toc.tsx'
import { Said } from '../../ui/parts/Words.tsx'
import { type Url, url } from '../../ui/url.ts'
import type { ChangesView, ReadChange } from '../viewing-changes.ts'
import { instrumentLevels, nameOf } from './frame.tsx'

/** What an edition does to the records that answer the one before it. */
export interface Effect {
  /** How many answer the one before now, as far as the reader may see them. */
  records: number
  /** Of so many of them it was tried out; so many have answers with no place in the new one. */
  tried: number
  withKept: number
}

/** What changed from one edition to the next, section by section, and what that does to records. */
export function ChangesPage({ view, effect }: { view: ChangesView; effect: Effect }): JSX.Element {
  const { edition, before, sections, counts } = view
  const title = t('instruments.changesTitle', { edition: edition.name, before: before.name })
  return (
    <Page
      title={`${title} · ${nameOf(edition)}`}
      canonical={url`/instruments/${edition.slug}/editions/${edition.name}`}
      levels={[
        ...instrumentLevels(edition),
        { name: t('instruments.editions'), href: url`/instruments/${edition.slug}/editions` },
      ]}
      head={
        <link
          rel="alternate"
          type="application/json"
          href={url`/api/v1/instruments/${edition.slug}/editions/${edition.name}`}
        />
      }
    >
      <header class="stack gap-3">
        <h1 class="title">{title}</h1>
        <p class="lead">{view.told ? t('instruments.changesTold') : t('instruments.changesFound')}</p>
        <Facts>
          <Fact term={t('instruments.countAdded')}>
            {t('instruments.questions', { count: counts.added })}
          </Fact>
          <Fact term={t('instruments.countRemoved')}>
            {t('instruments.questions', { count: counts.removed })}
          </Fact>
          <Fact term={t('instruments.countMoved')}>
            {t('instruments.questions', { count: counts.moved })}
          </Fact>
          <Fact term={t('instruments.countChanged')}>
            {t('instruments.questions', { count: counts.changed })}
          </Fact>
        </Facts>
        <Does effect={effect} before={before.name} />
      </header>
      <div class="with-toc">
        <Toc sections={sections.map((one, i) => ({ label: headOf(one), href: `${url`#c-${i}`}` as Url }))} />
        <div class="stack gap-6">
          {sections.map((one, i) => (
            <section class="stack" id={`c-${i}`}>
              <h2>{headOf(one)}</h2>
              <ul class="stack gap-2">
                {one.changes.map((change) => (
                  <li>
                    <OneChange change={change} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </div>
    </Page>
  )
}

function headOf({ section, title }: ChangesView['sections'][number]): JSX.Element {
  if (!section) return <>{t('instruments.changesWhole')}</>
  return (
    <>
      {section.number && <span class="soft">{section.number} </span>}
      {title && <Said lang={title.lang}>{title.text}</Said>}
    </>
  )
}

export const Does = ({ effect, before }: { effect: Effect; before: string }): JSX.Element => (
  <p>
    {t('instruments.effectRecords', { count: effect.records, before })}{' '}
    {effect.records > 0 &&
      (effect.tried < effect.records
        ? t('instruments.effectSome', { tried: effect.tried, count: effect.withKept })
        : t('instruments.effectAll', { count: effect.withKept }))}
  </p>
)

/** A note says it; what was done for it is there for who wants to know. */
export function OneChange({ change: { note, operations } }: { change: ReadChange }): JSX.Element {
  if (!note) return <>{operations.join(' ')}</>
  return (
    <>
      <p>
        <Said lang={note.lang}>{note.text}</Said>
      </p>
      {operations.length > 0 && (
        <details class="fold">
          <summary>{t('instruments.changesIn', { count: operations.length })}</summary>
          <ul>
            {operations.map((words) => (
              <li>{words}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

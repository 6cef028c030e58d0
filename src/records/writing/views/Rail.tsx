import { formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Toc } from '../../../ui/parts/Toc.tsx'
import { Label } from '../../../ui/parts/Words.tsx'
import { type Url, url } from '../../../ui/url.ts'
import type { Draft } from '../drafts.ts'
import type { RailStop } from '../section-view.ts'
import { essentialsId } from '../sections.ts'

export const stopUrl = ({ ref }: Pick<Draft, 'ref'>, { id }: Pick<RailStop, 'id'>): Url =>
  id === essentialsId ? url`/drafts/${ref}/essentials` : url`/drafts/${ref}/sections/${id}`

export const StopName = ({ stop: { section } }: { stop: RailStop }): JSX.Element =>
  section ? (
    <>
      {section.number && <span class="soft">{section.number} </span>}
      <Label of={section.title} fallback={section.id} />
    </>
  ) : (
    <>{t('writing.essentials')}</>
  )

/** All pages of the form, with how far each has come, and the one that is open. */
export const Rail = ({ draft, rail, at }: { draft: Draft; rail: RailStop[]; at?: string }): JSX.Element => (
  <Toc
    name={t('writing.sections')}
    folded={t('writing.sectionsCount', { count: rail.length })}
    sections={[
      { label: t('writing.overview'), href: url`/drafts/${draft.ref}`, current: at === undefined },
      ...rail.map((stop) => ({
        label: (
          <>
            <StopName stop={stop} /> <Far stop={stop} />
          </>
        ),
        href: stopUrl(draft, stop),
        current: stop.id === at,
      })),
      { label: t('contributors.people'), href: url`/drafts/${draft.ref}/people` },
    ]}
  />
)

const Far = ({ stop: { answered, asked } }: { stop: RailStop }): JSX.Element => (
  <small class="soft">
    {t('writing.far', { answered: formatNumber(answered), asked: formatNumber(asked) })}
  </small>
)

import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Line } from '../../../ui/parts/Fields.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { url } from '../../../ui/url.ts'
import { OneChange } from '../../views/ChangesPage.tsx'
import type { ProposalView } from '../viewing.ts'

/** What it does, step by step; those who change it may undo each, and say what it means. */
export const Steps = ({
  view,
  changed,
}: {
  view: ProposalView
  /** Those that became other while somebody was to adopt them. */
  changed: Set<number | undefined>
}): JSX.Element | null => {
  const { whole, steps } = view
  if (whole.kind === 'translation') return null
  if (steps.length === 0) return <p class="soft">{t('workshop.nothingYet')}</p>
  return (
    <ol class="stack gap-3">
      {steps.map((step) => (
        <li>
          {changed.has(step.id) && <Tag tone="tacit">{t('workshop.newSince')}</Tag>}
          <OneChange change={step} />
          {whole.edits && step.id !== undefined && <Ways view={view} id={step.id} />}
        </li>
      ))}
    </ol>
  )
}

const Ways = ({ view: { whole }, id }: { view: ProposalView; id: number }): JSX.Element => {
  const { lang } = reader()
  const note = whole.steps.find((step) => step.id === id)?.note?.[lang]
  return (
    <div class="row gap-2">
      <form method="post" action={url`/proposals/${whole.ref}/changes/${id}/undoing`}>
        <button class="button quiet" type="submit">
          {t('workshop.undo')}
        </button>
      </form>
      <details class="fold">
        <summary>{t('workshop.sayNote')}</summary>
        <form class="form" method="post" action={url`/proposals/${whole.ref}/changes/${id}/note`} novalidate>
          <input type="hidden" name="lang" value={lang} />
          <Line
            name="note"
            id={`note-${id}`}
            value={note}
            label={t('workshop.note')}
            help={t('workshop.noteHelp')}
            optional
          />
          <button class="button quiet" type="submit">
            {t('workshop.save')}
          </button>
        </form>
      </details>
    </div>
  )
}

import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Line, Lines, typed } from '../../ui/parts/Fields.tsx'
import type { Url } from '../../ui/url.ts'

interface AddingFormProps {
  action: Url
  /** What is asked as `title`: of a link, or of a collection that begins with it. */
  title: { label: string; help: string; optional: boolean }
  attempt?: Attempt
  /** What says which thing it is. */
  children: Child
}

/** Puts something into a collection, with a note: the same wherever one begins. */
export const AddingForm = ({ action, title, attempt, children }: AddingFormProps): JSX.Element => (
  <form class="form" method="post" action={action} novalidate>
    {children}
    <Line {...typed(attempt, 'title')} {...title} />
    <Lines
      {...typed(attempt, 'note')}
      label={t('collections.note')}
      help={t('collections.noteHelp')}
      rows={3}
      optional
    />
    <button class="button" type="submit">
      {t('collections.addButton')}
    </button>
  </form>
)

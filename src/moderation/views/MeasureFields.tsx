import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line, Lines, Pick, typed } from '../../ui/parts/Fields.tsx'
import { measures, most } from '../matter.ts'
import { measureName } from '../names.ts'

/** What is done about a person, and for how long. */
export const MeasureFields = ({
  attempt,
  none,
  remove,
}: {
  attempt?: Attempt
  /** It may be nothing. */
  none?: boolean
  /** It may be that they belong no more. */
  remove: boolean
}): JSX.Element => (
  <>
    <Pick
      {...typed(attempt, 'measure')}
      label={none ? t('moderation.whoeverWrote') : t('moderation.measures')}
      choices={measures
        .filter((one) => (none || one !== 'none') && (remove || one !== 'remove'))
        .map((value) => ({ value, label: measureName(value) }))}
    />
    <Line
      {...typed(attempt, 'days')}
      type="number"
      inputmode="numeric"
      label={t('moderation.days')}
      help={t('moderation.daysHelp', { most: most.days })}
      optional
    />
  </>
)

/** Why: told to whom it concerns, and read by members. */
export const ReasonField = ({ attempt, id }: { attempt?: Attempt; id?: string }): JSX.Element => (
  <Lines
    {...typed(attempt, 'reason')}
    id={id}
    label={t('moderation.reason')}
    help={t('moderation.reasonHelp')}
    rows={3}
  />
)

import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Lines, typed } from '../../../ui/parts/Fields.tsx'

/** What a next version says of itself to those who read the history. */
export const WhatChanged = ({ attempt }: { attempt?: Attempt }): JSX.Element => (
  <Lines
    {...typed(attempt, 'note')}
    label={t('writing.whatChanged')}
    help={t('writing.whatChangedHelp')}
    rows={2}
  />
)

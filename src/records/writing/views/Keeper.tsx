import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import type { Draft } from '../drafts.ts'

/** Keeps what is typed into a form of a draft; `at`: the page that it is, where what applies is asked again. */
export const Keeper = ({ draft, at }: { draft: Draft; at: string }): JSX.Element => (
  <draft-keeper
    draft={draft.ref}
    at={at}
    shared={draft.writers.length > 1}
    data-saving={t('writing.saving')}
    data-saved={t('writing.saved', { time: '{time}' })}
    data-kept={t('writing.kept')}
    data-fault={t('writing.notRead')}
    data-out={t('writing.signedOut')}
    data-closed={t('writing.submitted')}
    data-signin={t('ui.signIn')}
  />
)

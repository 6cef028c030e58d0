import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { roleName } from '../../names.ts'
import { creditRoles } from '../crediting.ts'

interface CreditFieldsProps {
  /** Several of these forms stand on a page: it tells their fields apart. */
  id: string
  attempt?: Attempt
  role?: string
  shown?: string
  name?: string | null
  organisation?: string | null
  /** It is about the reader, who has a name here already. */
  own?: boolean
}

/** The form that was sent says which it is, so that what was typed comes back there and nowhere else. */
export const attemptAt = (attempt: Attempt | undefined, form: string): Attempt | undefined =>
  attempt?.values.form === form ? attempt : undefined

const first = (value: unknown): string | undefined => [value].flat()[0] as string | undefined

/** What somebody did, and how they wish to be shown for it. */
export function CreditFields({ id, attempt, own, ...standing }: CreditFieldsProps): JSX.Element {
  const at = (name: string) => ({ ...typed(attempt, name), id: `${id}-${name}` })
  const role = first(attempt?.values.role) ?? standing.role ?? (own ? 'author' : 'land-user')
  const shown = first(attempt?.values.shown) ?? standing.shown ?? 'named'
  return (
    <>
      <Pick
        {...at('role')}
        label={t('contributors.role')}
        value={role}
        choices={creditRoles.map((one) => ({ value: one, label: asSentence(roleName(one)) }))}
      />
      <Choices
        {...at('shown')}
        label={own ? t('contributors.howShown') : t('contributors.howTheyAreShown')}
        chosen={[shown]}
        choices={[
          { value: 'named', label: own ? t('contributors.byMyName') : t('contributors.byTheirName') },
          { value: 'group', label: t('contributors.asGroup') },
          { value: 'unnamed', label: t('contributors.notAtAll') },
        ]}
      />
      <Line
        {...at('name')}
        value={first(attempt?.values.name) ?? standing.name ?? ''}
        label={own ? t('contributors.groupName') : t('contributors.name')}
        help={own ? t('contributors.groupNameHelp') : t('contributors.nameHelp')}
        optional="unsaid"
        autocomplete="off"
      />
      <Line
        {...at('organisation')}
        value={first(attempt?.values.organisation) ?? standing.organisation ?? ''}
        label={t('contributors.organisation')}
        optional
        autocomplete="off"
      />
    </>
  )
}

import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../jsx/elements.ts'

export interface FieldProps {
  name: string
  /** Where several forms stand on a page, another than the name. */
  id?: string
  label: Child
  /** Stands under the field. */
  help?: Child
  /** What is wrong with what was typed, from the attempt. */
  fault?: string
  /**
   * Most fields must be filled; those that need not be say so. `unsaid` where nearly all need not be, and
   * what is begun may be kept.
   */
  optional?: boolean | 'unsaid'
}

type Described = {
  id: string
  name: string
  'aria-describedby'?: string
  'aria-invalid'?: 'true'
  required?: boolean
}

/** What ties a control to what stands above and under it. */
export const described = (
  { name, id = name, help, fault, optional }: FieldProps,
  unit?: string,
): Described => ({
  id,
  name,
  'aria-describedby':
    [unit && `${id}-unit`, help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ') ||
    undefined,
  'aria-invalid': fault ? 'true' : undefined,
  required: !optional || undefined,
})

export const Under = ({ name, id = name, help, fault }: FieldProps): JSX.Element => (
  <>
    {help && (
      <div class="help" id={`${id}-help`}>
        {help}
      </div>
    )}
    {fault && (
      <div class="fault" id={`${id}-fault`}>
        {fault}
      </div>
    )}
  </>
)

export const Above = ({ name, id = name, label, optional }: FieldProps): JSX.Element => (
  <label for={id}>
    {label}
    {optional === true && <span class="soft"> {t('ui.optional')}</span>}
  </label>
)

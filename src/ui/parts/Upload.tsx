import type { JSX } from '../jsx/elements.ts'
import { Above, described, type FieldProps, Under } from './FieldFrame.tsx'

interface UploadProps extends FieldProps {
  /** Endings and types that are taken, as the HTML standard has them. */
  accept?: string
  several?: boolean
  /** On a phone: it is taken at once. */
  capture?: 'user'
}

/** Files of the reader's device. No browser gives back those that were chosen in a form that is drawn again. */
export const Upload = ({ accept, several, capture, ...field }: UploadProps): JSX.Element => (
  <div class="field">
    <Above {...field} />
    <input
      class="input"
      type="file"
      accept={accept}
      capture={capture}
      multiple={several}
      {...described(field)}
    />
    <Under {...field} />
  </div>
)

import { t } from '../../../../base/i18n/t.ts'
import { InLine } from '../../../../instruments/views/Value.tsx'
import type { JSX } from '../../../../ui/jsx/elements.ts'
import { Line, Lines, Pick, Several } from '../../../../ui/parts/Fields.tsx'
import { noAnswer } from './ChoiceField.tsx'
import { type Control, partOf } from './control.tsx'
import { leftToRight } from './LineField.tsx'

interface PartProps {
  control: Control
  part: string
  label: string
  spoken?: typeof leftToRight
}

const Part = ({ control, part, label, spoken }: PartProps): JSX.Element => (
  <Line {...partOf(control, part, label)} value={control.one(part)} spoken={spoken} autocomplete="off" />
)

/** What goes with an answer and is not asked for. */
const Kept = ({ control, but }: { control: Control; but: string[] }): JSX.Element => (
  <>
    {control.parts
      .filter((part) => !but.includes(part))
      .map((part) => (
        <input type="hidden" name={`${control.path}:${part}`} value={control.one(part)} />
      ))}
  </>
)

export const PersonField = ({ control }: { control: Control }): JSX.Element => (
  <Several {...control.field}>
    <div class="pair even">
      <Part control={control} part="name" label={t('writing.personName')} />
      <Part control={control} part="organisation" label={t('writing.theirOrganisation')} />
    </div>
    <Kept control={control} but={['name', 'organisation']} />
  </Several>
)

export const OrganisationField = ({ control }: { control: Control }): JSX.Element => (
  <>
    <Line {...control.field} name={`${control.path}:name`} id={control.path} value={control.one('name')} />
    <Kept control={control} but={['name']} />
  </>
)

export const RecordField = ({ control }: { control: Control }): JSX.Element => (
  <Several {...control.field}>
    <div class="stack gap-3">
      <Line
        {...partOf(control, 'record', t('writing.recordHere'), known(control))}
        value={control.one('record')}
        autocomplete="off"
        spoken={leftToRight}
      />
      <div class="pair even">
        <Part control={control} part="title" label={t('writing.recordTitle')} />
        <Part control={control} part="url" spoken={leftToRight} label={t('writing.recordAddress')} />
      </div>
    </div>
  </Several>
)

/** The record that the reference stands for, where it is known. */
function known({ names, one }: Control): JSX.Element | undefined {
  const ref = one('record')
  return names.records?.has(ref) ? <InLine value={{ kind: 'record', ref }} names={names} /> : undefined
}

/** Only what is kept with the record already can be named. */
export function FileField({ control }: { control: Control }): JSX.Element {
  const { field, path, names, filesAt } = control
  const standing = control.one('file')
  const known = [...(names.files?.keys() ?? [])]
  const named = [...known, ...(standing && !known.includes(standing) ? [standing] : [])]
  return (
    <>
      <Pick
        {...field}
        name={`${path}:file`}
        id={path}
        value={standing}
        help={
          <>
            {field.help}
            {filesAt && (
              <p>
                <a href={filesAt}>{t('writing.sendFiles')}</a>
              </p>
            )}
          </>
        }
        choices={[noAnswer(), ...named.map((name) => ({ value: name, label: name }))]}
      />
      <Kept control={control} but={['file']} />
    </>
  )
}

export function GeometryField({ control }: { control: Control }): JSX.Element {
  const shape = control.one('geojson')
  return (
    <Several {...control.field}>
      <div class="pair even">
        <Part control={control} part="lat" spoken={leftToRight} label={t('writing.latitude')} />
        <Part control={control} part="lon" spoken={leftToRight} label={t('writing.longitude')} />
      </div>
      <details open={shape !== ''}>
        <summary>{t('writing.otherShapes')}</summary>
        <Lines
          {...partOf(control, 'geojson', t('writing.geojson'))}
          value={shape}
          rows={5}
          spoken={leftToRight}
        />
      </details>
    </Several>
  )
}

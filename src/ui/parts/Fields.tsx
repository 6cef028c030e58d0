import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../jsx/elements.ts'
import { url } from '../url.ts'
import { Above, described, type FieldProps, Under } from './FieldFrame.tsx'

interface Spoken {
  lang?: string
  dir?: 'ltr' | 'rtl'
}
interface LineProps extends FieldProps {
  value?: string
  type?: 'text' | 'search' | 'email' | 'url' | 'number' | 'date' | 'password'
  list?: string
  /** What browsers and password keepers fill in: see the HTML standard, autofill. */
  autocomplete?: string
  inputmode?: 'numeric' | 'decimal' | 'email' | 'url'
  /** Of what is typed, where it is another than the page's. */
  spoken?: Spoken
  /** Stands behind what is typed. */
  unit?: string
}

/** One line of text, a number or a date. */
export const Line = ({
  value,
  type = 'text',
  list,
  autocomplete,
  inputmode,
  spoken,
  unit,
  ...field
}: LineProps): JSX.Element => {
  const input = (
    <input
      class="input"
      type={type}
      value={value}
      list={list}
      autocomplete={autocomplete}
      inputmode={inputmode}
      {...spoken}
      {...described(field, unit)}
    />
  )
  return (
    <div class="field">
      <Above {...field} />
      {unit ? (
        <div class="measured">
          {input}
          <span id={`${field.id ?? field.name}-unit`}>{unit}</span>
        </div>
      ) : (
        input
      )}
      <Under {...field} />
    </div>
  )
}

/** Several lines of text. */
export const Lines = ({
  value,
  rows = 6,
  spoken,
  tools,
  ...field
}: FieldProps & { value?: string; rows?: number; spoken?: Spoken; tools?: Child }): JSX.Element => (
  <div class="field">
    <Above {...field} />
    {tools}
    <textarea class="input" rows={rows} {...spoken} {...described(field)}>
      {value?.startsWith('\n') && '\n'}
      {value}
    </textarea>
    <Under {...field} />
  </div>
)

export interface Choice {
  value: string
  label: string
}

/** One of a list too long to show. */
export const Pick = ({
  value,
  choices,
  ...field
}: FieldProps & { value?: string; choices: Choice[] }): JSX.Element => (
  <div class="field">
    <Above {...field} />
    <select class="input" {...described(field)}>
      {choices.map((choice) => (
        <option value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ))}
    </select>
    <Under {...field} />
  </div>
)

interface ChoicesProps extends FieldProps {
  /** `within`: it is a part of one before it. */
  choices: { value: string; label: Child; help?: Child; within?: boolean }[]
  chosen: string[]
  /** Several may be chosen. */
  several?: boolean
  /** Too many to show: they scroll in a frame, under a field by this name that finds among them. */
  find?: string
}

/** A few choices, all in sight; or many, to scroll and to find among. */
export const Choices = ({ choices, chosen, several, find, ...field }: ChoicesProps): JSX.Element => {
  const id = field.id ?? field.name
  const drawn = choices.map(({ value, label, help, within }) => (
    <label class={within ? 'choice within' : 'choice'}>
      <input
        type={several ? 'checkbox' : 'radio'}
        name={field.name}
        value={value}
        checked={chosen.includes(value)}
      />
      <span>
        {label}
        {help && (
          <>
            <br />
            <small>{help}</small>
          </>
        )}
      </span>
    </label>
  ))
  return (
    <Several {...field}>
      {find && <filter-list for={`${id}-choices`} data-label={find} />}
      {find ? (
        <div class="long-list" id={`${id}-choices`}>
          {drawn}
        </div>
      ) : (
        drawn
      )}
    </Several>
  )
}

/** Several controls that are one question. */
export const Several = ({ children, ...field }: FieldProps & { children: Child }): JSX.Element => (
  <fieldset
    class="field"
    id={field.id ?? field.name}
    tabindex={-1}
    aria-describedby={described(field)['aria-describedby']}
  >
    <legend>
      {field.label}
      {field.optional === true && <span class="soft"> {t('ui.optional')}</span>}
    </legend>
    <Under {...field} />
    {children}
  </fieldset>
)

/** What is wrong, at the top of the form, each leading to its field; nothing when nothing is. */
export function Faults({ attempt }: { attempt?: Attempt }): JSX.Element | null {
  const faults = attempt?.errors ?? []
  if (faults.length === 0) return null
  return (
    <section class="notice problem" role="alert" tabindex={-1}>
      <h2>{t('ui.faults', { count: faults.length })}</h2>
      <ul>
        {faults.map(({ field, message }) => (
          <li>{field ? <a href={url`#${field}`}>{message}</a> : message}</li>
        ))}
      </ul>
    </section>
  )
}

/** What was typed into a field, and what is wrong with it. */
export const typed = (
  attempt: Attempt | undefined,
  name: string,
): { name: string; value?: string; fault?: string } => {
  const value = attempt?.values[name]
  return {
    name,
    value: Array.isArray(value) ? value[0] : value,
    fault: attempt?.errors.find(({ field }) => field === name)?.message,
  }
}

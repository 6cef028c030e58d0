type Flag = 'true' | 'false'

/** WAI-ARIA 1.2 roles that views use; native elements come first, so the list is short. */
type Role =
  | 'alert'
  | 'group'
  | 'img'
  | 'list'
  | 'listbox'
  | 'listitem'
  | 'none'
  | 'note'
  | 'option'
  | 'presentation'
  | 'region'
  | 'search'
  | 'status'

/** WAI-ARIA 1.2 states and properties. */
export interface Aria {
  role?: Role
  'aria-atomic'?: Flag
  'aria-busy'?: Flag
  'aria-controls'?: string
  'aria-current'?: 'page' | 'step' | 'location' | 'date' | 'true'
  'aria-describedby'?: string
  'aria-details'?: string
  'aria-disabled'?: Flag
  'aria-expanded'?: Flag
  'aria-hidden'?: Flag
  'aria-invalid'?: Flag
  'aria-label'?: string
  'aria-labelledby'?: string
  'aria-live'?: 'polite' | 'assertive' | 'off'
  'aria-required'?: Flag
  'aria-roledescription'?: string
  'aria-selected'?: Flag
  'aria-sort'?: 'ascending' | 'descending' | 'none'
}

/** What Turbo and our own custom elements read. */
export interface Data {
  'data-turbo'?: 'false'
  'data-turbo-track'?: 'reload'
  'data-turbo-permanent'?: ''
  'data-autocomplete-value'?: string
  'data-label'?: string
  /** The path of the answer that is asked for in it, by which `draft-keeper` finds it. */
  'data-question'?: string
  /** What a form asks, as one word. */
  'data-asked'?: string
  'data-done'?: string
  /** What a part of the page says in short, so that script sees when it says something else. */
  'data-says'?: string
  'data-posts'?: string
  /** Shown while there is no line. */
  'data-without-line'?: boolean
  'data-value'?: string
}

export interface Global extends Aria, Data {
  id?: string
  class?: string
  lang?: string
  dir?: 'ltr' | 'rtl' | 'auto'
  title?: string
  hidden?: boolean | 'until-found'
  tabindex?: 0 | -1
  inert?: boolean
  popover?: 'auto' | 'manual'
  translate?: 'yes' | 'no'
}

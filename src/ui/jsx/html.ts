import type { SrcSet, Url } from '../url.ts'
import type { Global } from './aria.ts'
import type { Child } from './elements.ts'

export interface Holds {
  children?: Child
}
interface Plain extends Global, Holds {}
interface Void extends Global {
  children?: never
}

interface Anchor extends Plain {
  href: Url
  hreflang?: string
  rel?: string
  type?: string
  download?: boolean | string
  /** Where what is on the page must not be lost; the words say so. */
  target?: '_blank'
}
interface Button extends Plain {
  type: 'submit' | 'button'
  name?: string
  value?: string
  disabled?: boolean
  form?: string
  formaction?: Url
  formmethod?: 'get' | 'post'
  formnovalidate?: boolean
  popovertarget?: string
}
interface Form extends Plain {
  action: Url
  method?: 'get' | 'post'
  enctype?: 'multipart/form-data'
  novalidate?: boolean
  autocomplete?: 'on' | 'off'
}
interface Typed {
  name?: string
  required?: boolean
  disabled?: boolean
  readonly?: boolean
  placeholder?: string
  autocomplete?: string
  autofocus?: boolean
  spellcheck?: 'true' | 'false'
  maxlength?: number
  minlength?: number
  enterkeyhint?: 'search' | 'send' | 'next' | 'done'
  inputmode?: 'text' | 'decimal' | 'numeric' | 'email' | 'url' | 'search' | 'tel'
}
interface Input extends Void, Typed {
  type:
    | 'text'
    | 'search'
    | 'email'
    | 'url'
    | 'number'
    | 'date'
    | 'month'
    | 'password'
    | 'checkbox'
    | 'radio'
    | 'hidden'
    | 'file'
  value?: string | number
  checked?: boolean
  min?: string | number
  max?: string | number
  step?: number | 'any'
  pattern?: string
  list?: string
  accept?: string
  /** A telephone offers to record it. */
  capture?: 'user'
  multiple?: boolean
}
interface TextArea extends Plain, Typed {
  rows?: number
}
interface Select extends Plain, Typed {
  multiple?: boolean
  size?: number
}
interface Option extends Plain {
  value?: string | number
  selected?: boolean
  disabled?: boolean
}
interface Cell extends Plain {
  colspan?: number
  rowspan?: number
  headers?: string
}
interface Image extends Void {
  src: Url
  alt: string
  srcset?: SrcSet
  sizes?: string
  width?: number
  height?: number
  loading?: 'lazy' | 'eager'
  decoding?: 'async'
}
interface Audio extends Plain {
  src: Url
  controls: true
  preload: 'none'
}
interface HeadLink extends Void {
  rel: string
  href: Url
  type?: string
  hreflang?: string
  as?: 'font' | 'style'
  crossorigin?: ''
  sizes?: string
}
interface Meta extends Void {
  charset?: 'utf-8'
  /** The page is asked for again after so many seconds (`content`): progress without script. */
  'http-equiv'?: 'refresh'
  name?: string
  property?: string
  content?: string
}
/** Only files of ours: there is no inline script anywhere. */
interface Script extends Void {
  src: Url
  type: 'module'
}

type PlainName =
  | 'abbr'
  | 'address'
  | 'article'
  | 'aside'
  | 'b'
  | 'bdi'
  | 'body'
  | 'caption'
  | 'cite'
  | 'code'
  | 'dd'
  | 'dfn'
  | 'div'
  | 'dl'
  | 'dt'
  | 'em'
  | 'figcaption'
  | 'figure'
  | 'footer'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'h4'
  | 'h5'
  | 'head'
  | 'header'
  | 'html'
  | 'i'
  | 'kbd'
  | 'legend'
  | 'main'
  | 'mark'
  | 'nav'
  | 'p'
  | 'picture'
  | 'pre'
  | 's'
  | 'samp'
  | 'search'
  | 'section'
  | 'small'
  | 'span'
  | 'strong'
  | 'sub'
  | 'summary'
  | 'sup'
  | 'table'
  | 'tbody'
  | 'tfoot'
  | 'thead'
  | 'title'
  | 'tr'
  | 'u'
  | 'ul'
  | 'var'
type VoidName = 'br' | 'hr' | 'wbr'

export type HtmlElements = { [Name in PlainName]: Plain } & { [Name in VoidName]: Void } & {
  a: Anchor
  blockquote: Plain & { cite?: Url }
  button: Button
  col: Void & { span?: number }
  colgroup: Plain
  data: Plain & { value: string }
  datalist: Plain
  del: Plain & { datetime?: string }
  details: Plain & { open?: boolean; name?: string }
  fieldset: Plain & { disabled?: boolean }
  form: Form
  audio: Audio
  img: Image
  input: Input
  ins: Plain & { datetime?: string }
  label: Plain & { for?: string }
  li: Plain & { value?: number }
  link: HeadLink
  meta: Meta
  meter: Plain & { value: number; min?: number; max?: number; low?: number; high?: number; optimum?: number }
  ol: Plain & { start?: number; reversed?: boolean }
  optgroup: Plain & { label: string }
  option: Option
  output: Plain & { for?: string; name?: string }
  progress: Plain & { value?: number; max?: number }
  q: Plain & { cite?: Url }
  script: Script
  select: Select
  td: Cell
  textarea: TextArea
  th: Cell & { scope?: 'col' | 'row' | 'colgroup' | 'rowgroup'; abbr?: string }
  time: Plain & { datetime?: string }
}

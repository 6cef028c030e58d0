import type { HtmlEscapedString } from 'hono/utils/html'
import type { CustomElements } from './custom.ts'
import type { HtmlElements } from './html.ts'
import type { SvgElements } from './svg.ts'

/** What may stand between two tags. Not `true`: `{list.length || …}` would show nothing. */
export type Child = string | number | JSX.Element | null | undefined | false | Child[]

/**
 * Hono's JSX with its doors closed: only the elements and attributes listed in `html.ts`, `svg.ts`
 * and `custom.ts` exist, none has `style` or an `on…` handler, and an address is a `Url`. TypeScript
 * lets any name with a hyphen through; `attributes.test.ts` holds those to the same lists.
 */
export declare namespace JSX {
  /** Views are synchronous: data first, then HTML. */
  type Element = HtmlEscapedString
  type ElementType = keyof IntrinsicElements | ((props: never) => Element | null)
  interface ElementChildrenAttribute {
    children: Child
  }
  interface IntrinsicAttributes {
    key?: string | number
  }
  interface IntrinsicElements extends HtmlElements, SvgElements, CustomElements {}
}

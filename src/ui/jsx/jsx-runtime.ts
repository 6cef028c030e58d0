/**
 * The JSX that views are written in: Hono's, with element types of our own. Hono's accept any
 * attribute and any string as an address; ours know each element's attributes, have no `style`,
 * and take addresses only as `url()` makes them.
 */
export {
  Fragment,
  jsx,
  jsx as jsxDEV,
  jsx as jsxs,
  jsxAttr,
  jsxEscape,
  jsxTemplate,
} from 'hono/jsx/jsx-runtime'
export type { JSX } from './elements.ts'

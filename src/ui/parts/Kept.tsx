import { raw } from 'hono/html'
import type { JSX } from '../jsx/elements.ts'

declare const made: unique symbol

/** HTML that a view of ours made: only `makeHtml` makes it. */
export type MadeHtml = string & { readonly [made]: true }

export const makeHtml = async (view: JSX.Element): Promise<MadeHtml> => String(await view) as MadeHtml

/** A part of a page that was made before, as it was made. */
export const Kept = ({ html }: { html: MadeHtml }): JSX.Element => raw(html) as JSX.Element

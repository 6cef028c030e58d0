import type { Child, JSX } from '../jsx/elements.ts'
import type { Url } from '../url.ts'

/** `explicit`: from data and research; `tacit`: from experience; `ok`: alive and well; `problem`. */
export type Tone = 'explicit' | 'tacit' | 'ok' | 'problem'

/** A word on a wash. The colour means something, the word says it. */
export function Tag({ tone, href, children }: { tone?: Tone; href?: Url; children: Child }): JSX.Element {
  const look = tone ? `tag ${tone}` : 'tag'
  return href ? (
    <a class={look} href={href}>
      {children}
    </a>
  ) : (
    <span class={look}>{children}</span>
  )
}

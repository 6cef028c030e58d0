import { direction, reader } from '../../base/i18n/reader.ts'
import { inReach } from '../../base/i18n/t.ts'
import { type Labels, pick, type Shown, type Text } from '../../base/text.ts'
import { heldTogether } from '../french.ts'
import type { Child, JSX } from '../jsx/elements.ts'

/** `lang` and `dir` for what is not in the page's language; nothing for what is. */
export function spoken(lang: string): { lang?: string; dir?: 'ltr' | 'rtl' } {
  const page = reader().lang
  if (lang === page) return {}
  return direction(lang) === direction(page) ? { lang } : { lang, dir: direction(lang) }
}

/** Words in a stated language, so that a screen reader says them and a browser sets them right. */
export function Said({ lang, children }: { lang: string; children: Child }): JSX.Element {
  const marks = spoken(lang)
  const drawn = typeof children === 'string' ? heldTogether(lang, children) : children
  return marks.lang ? <bdi {...marks}>{drawn}</bdi> : <>{drawn}</>
}

/** Words whose language is that of most around them: they themselves say on which side they begin. */
export const Heard = ({ lang, children }: { lang: string; children: string }): JSX.Element => (
  <bdi lang={spoken(lang).lang}>{heldTogether(lang, children)}</bdi>
)

/** What people wrote, in the reader's language or its original. */
export function Words({ text }: { text: Text }): JSX.Element {
  const { lang, text: words } = inReach(text)
  return <Said lang={lang}>{words}</Said>
}

/** A label of a definition, marked when there is none in the reader's language. */
export function Label({ of, fallback = '' }: { of: Labels | undefined; fallback?: string }): JSX.Element {
  const found: Shown | undefined = pick(of, reader().lang)
  return found ? <Said lang={found.lang}>{found.text}</Said> : <>{fallback}</>
}

import { inReach } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Markdown } from '../../ui/parts/Markdown.tsx'

/** What people wrote in Markdown, in the reader's language or its original. */
export const Written = ({ of }: { of: Text }): JSX.Element => {
  const { lang, text } = inReach(of)
  return <Markdown text={text} lang={lang} />
}

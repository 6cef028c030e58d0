/**
 * The words of a text without the marks of MyST Markdown, in which glossaries are written that were
 * made for a handbook: roles (`` {term}`Drought` ``), emphasis, code, links. Definitions are plain text
 * everywhere here, so marks would be read as such; an address that a link leads to stays.
 */
export function plainWords(text: string): string {
  return text
    .replace(
      /\{(?:term|ref|doc|numref|eq|abbr|cite|sub|sup|guilabel)\}\s*(?:`([^`]*)`?|'([^']*)'?|"([^"“”]*)["”]?|[“«]([^”»]*)[”»]?)?/g,
      (_, ...inside) =>
        withoutTarget(plainWords(inside.slice(0, 4).find((words) => words !== undefined) ?? '')),
    )
    .replace(/\[([^\]]+)\]\(<?([^)\s>]*(?:\([^)\s>]*\)[^)\s>]*)*)>?\)/g, (_, words, address) =>
      address ? `${words} (${address})` : words,
    )
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .replace(/\*\*([^*\n]+)\*\*/g, '$1')
    .replace(/(?<![\p{L}\p{N}*])\*([^*\s][^*\n]*)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}_])/gu, '')
    .replaceAll('`', '')
    .replace(/\.+([。])|(?<!\.)\.\.(?!\.)/g, (_, full = '.') => full)
    .replace(/ {2,}/g, ' ')
    .trim()
}

/** `words <target>` in a role is its words. */
const withoutTarget = (inside: string): string => inside.replace(/\s*<[^>]*>$/, '')

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { root } from '../../src/base/root.ts'
import { type Breach, isTest, lineOf, type Source, visit } from './sources.ts'

/** Every message of one language by `file.key`. */
export type Messages = Map<string, string>

export function messagesOf(lang: string): Messages {
  const folder = join(root, 'locales', lang)
  return new Map(
    readdirSync(folder).flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>).map(
        ([key, words]) => [`${file.slice(0, -5)}.${key}`, words] as [string, string],
      ),
    ),
  )
}

/** What a message takes: names of values and of rich tags. */
function takes(words: string): string[] {
  const names = new Set<string>()
  const walk = (parts: ReturnType<typeof parse>): void => {
    for (const part of parts) {
      if (part.type !== TYPE.literal && part.type !== TYPE.pound) names.add(part.value)
      if (part.type === TYPE.plural || part.type === TYPE.select)
        for (const option of Object.values(part.options)) walk(option.value)
      if (part.type === TYPE.tag) walk(part.children)
    }
  }
  walk(parse(words))
  return [...names].sort()
}

/** Plural forms a language needs (CLDR) and a message lacks. */
function missingPlurals(lang: string, words: string): string[] {
  const missing: string[] = []
  const needed = new Intl.PluralRules(lang)
    .resolvedOptions()
    .pluralCategories.filter((form) => lang === 'ar' || form === 'one' || form === 'other')
  const walk = (parts: ReturnType<typeof parse>): void => {
    for (const part of parts) {
      if (part.type === TYPE.plural && part.pluralType === 'cardinal')
        missing.push(...needed.filter((form) => !(form in part.options)))
      if (part.type === TYPE.plural || part.type === TYPE.select)
        for (const option of Object.values(part.options)) walk(option.value)
      if (part.type === TYPE.tag) walk(part.children)
    }
  }
  walk(parse(words))
  return missing
}

/** Messages one language has and the other lacks, that take other values, or that lack a plural form. */
export function unlike(lang: string, other: Messages, english: Messages): string[] {
  const missing = [...english.keys()].filter((key) => !other.has(key)).map((key) => `${lang} lacks ${key}`)
  const extra = [...other.keys()]
    .filter((key) => !english.has(key))
    .map((key) => `${lang} has ${key}, which English has not`)
  const differing = [...other].flatMap(([key, words]) => {
    const source = english.get(key)
    if (source === undefined) return []
    const faults =
      String(takes(words)) === String(takes(source))
        ? []
        : [`${lang} ${key} takes ${takes(words)}, English takes ${takes(source)}`]
    return [
      ...faults,
      ...missingPlurals(lang, words).map((form) => `${lang} ${key} lacks the plural form ${form}`),
    ]
  })
  return [...missing, ...extra, ...differing]
}

/** Keys that are asked for with `t`, `tRich`, or in a refusal; and calls whose key is computed. */
export function askedKeys(all: Source[], known: Messages): { asked: Set<string>; computed: Breach[] } {
  const asked = new Set<string>()
  const computed: Breach[] = []
  for (const source of all.filter((one) => !isTest(one)))
    visit(source, {
      Literal: (node) => {
        if (typeof node.value === 'string' && known.has(node.value)) asked.add(node.value)
      },
      CallExpression: (node) => {
        const name = node.callee.type === 'Identifier' ? node.callee.name : ''
        const [key] = node.arguments
        if (
          (name === 't' || name === 'tRich') &&
          key &&
          key.type !== 'Literal' &&
          !source.path.startsWith('src/base/')
        )
          computed.push({
            path: source.path,
            line: lineOf(source.text, node.start),
            says: 'a computed message key',
          })
      },
    })
  return { asked, computed }
}

import { type Breach, isTest, lineOf, type Source, visit } from './sources.ts'

const hasLetters = (words: string): boolean => /\p{L}{2,}/u.test(words.replace(/&\w+;/g, ''))

/** Attributes that a reader reads. */
const read = new Set([
  'title',
  'alt',
  'placeholder',
  'aria-label',
  'aria-description',
  'label',
  'caption',
  'meta',
])

/** Words in a view that no translator sees. `code` holds no words. */
export function literalText(all: Source[]): Breach[] {
  return views(all).flatMap((source) => {
    const breaches: Breach[] = []
    const add = (start: number, words: string) =>
      breaches.push({
        path: source.path,
        line: lineOf(source.text, start),
        says: `literal text: ${words.trim()}`,
      })
    visit(source, {
      JSXText: (node) => hasLetters(node.value) && add(node.start, node.value),
      JSXAttribute: (node) => {
        const name = node.name.type === 'JSXIdentifier' ? node.name.name : ''
        if (read.has(name) && node.value?.type === 'Literal' && hasLetters(String(node.value.value)))
          add(node.start, String(node.value.value))
      },
    })
    return breaches
  })
}

export function styleAttributes(all: Source[]): Breach[] {
  return views(all).flatMap((source) => {
    const breaches: Breach[] = []
    visit(source, {
      JSXAttribute: (node) => {
        if (node.name.type === 'JSXIdentifier' && node.name.name === 'style')
          breaches.push({
            path: source.path,
            line: lineOf(source.text, node.start),
            says: 'a style attribute',
          })
      },
    })
    return breaches
  })
}

/** Where HTML may be written as a string: the sanitising component, what a view made before, the doctype. */
const mayWriteHtml = new Set(['src/ui/parts/Markdown.tsx', 'src/ui/parts/Kept.tsx', 'src/ui/Page.tsx'])

export function rawHtml(all: Source[]): Breach[] {
  return all
    .filter(
      (source) =>
        !isTest(source) && !mayWriteHtml.has(source.path) && !source.path.startsWith('src/ui/elements/'),
    )
    .flatMap((source) => {
      const breaches: Breach[] = []
      const add = (start: number, says: string) =>
        breaches.push({ path: source.path, line: lineOf(source.text, start), says })
      visit(source, {
        JSXAttribute: (node) => {
          if (node.name.type === 'JSXIdentifier' && node.name.name === 'dangerouslySetInnerHTML')
            add(node.start, 'raw HTML')
        },
        ImportDeclaration: (node) => {
          if (node.source.value === 'hono/html') add(node.start, 'raw HTML by hono/html')
        },
      })
      return breaches
    })
}

/** Pages, views and API files ask verbs; verbs ask the database. */
export function sqlOutsideVerbs(all: Source[]): Breach[] {
  return all
    .filter(
      (source) =>
        !isTest(source) &&
        (/\/(views|parts|elements)\/|\/(pages|api)\.tsx?$|(?<!kept)-pages\.tsx?$/.test(source.path) ||
          source.path.startsWith('src/ui/')),
    )
    .flatMap((source) => {
      const breaches: Breach[] = []
      visit(source, {
        ImportDeclaration: (node) => {
          if (/^(kysely|pg)$|base\/database\/database\.ts$/.test(node.source.value))
            breaches.push({
              path: source.path,
              line: lineOf(source.text, node.start),
              says: 'SQL outside a verb file',
            })
        },
      })
      return breaches
    })
}

const views = (all: Source[]): Source[] =>
  all.filter((source) => source.path.endsWith('.tsx') && !isTest(source))

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync, Visitor } from 'oxc-parser'
import { expect, test } from 'vitest'
import { root } from '../../base/root.ts'

const lists = ['aria.ts', 'html.ts', 'svg.ts', 'custom.ts'].map((file) =>
  readFileSync(join(import.meta.dirname, file), 'utf8'),
)
const known = new Set(
  lists.flatMap((list) => [...list.matchAll(/'([a-z]+-[a-z-]+)'\??:/g)].map((match) => match[1]!)),
)

/** Names with a hyphen on elements of HTML that no list has: TypeScript never looks at those. */
function strangers(file: string, source: string): string[] {
  const found: string[] = []
  new Visitor({
    JSXOpeningElement({ name, attributes }) {
      if (name.type !== 'JSXIdentifier' || /^[A-Z]/.test(name.name)) return
      for (const attribute of attributes) {
        if (attribute.type !== 'JSXAttribute' || attribute.name.type !== 'JSXIdentifier') continue
        const written = attribute.name.name
        if (written.includes('-') && !known.has(written)) found.push(`${file}: ${written} on <${name.name}>`)
      }
    },
  }).visit(parseSync(file, source).program)
  return found
}

test('a mistyped attribute with a hyphen is seen', () => {
  expect(
    strangers('x.tsx', '<p aria-labeledby="x" aria-label="y" stroke-width={2}><b data-foo="1" /></p>'),
  ).toEqual(['x.tsx: aria-labeledby on <p>', 'x.tsx: data-foo on <b>'])
})

test('every attribute with a hyphen in our views is in the lists', () => {
  const views = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  )
  expect(views.length).toBeGreaterThan(20)
  expect(views.flatMap((name) => strangers(name, readFileSync(join(root, 'src', name), 'utf8')))).toEqual([])
})

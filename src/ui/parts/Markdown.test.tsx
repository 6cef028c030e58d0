import { expect, test } from 'vitest'
import { Markdown, toHtml } from './Markdown.tsx'

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[a](javascript:alert(1))',
  '[a](JAVASCRIPT:alert(1))',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '![a](https://example.org/pixel.png)',
  '[a](//evil.example)',
  '<a href="x" onclick="alert(1)">a</a>',
  '<iframe src="https://example.org"></iframe>',
  '`</code><script>alert(1)</script>`',
  '| a |\n|:-:|\n| b |',
  '<javascript:alert(1)>',
])('nothing that acts or calls home is left of %s', (text) => {
  const html = toHtml(text)
  expect(html).not.toMatch(/<(script|img|iframe|style|svg)/i)
  expect(html).not.toMatch(/<[^>]*\s(on\w+|style|src)=/i)
  expect(html).not.toMatch(/<[^>]*(javascript|data|vbscript):/i)
  expect(html).not.toMatch(/href="\/\//)
})

test('it reads as it was written, a rank below the page’s own headings', () => {
  expect(toHtml('# Before\n\n## After\n\n- one\n- **two**')).toBe(
    '<h3>Before</h3>\n<h4>After</h4>\n<ul>\n<li>one</li>\n<li><strong>two</strong></li>\n</ul>\n',
  )
  expect(toHtml('see https://example.org/x')).toBe(
    '<p>see <a href="https://example.org/x" rel="nofollow ugc">https://example.org/x</a></p>\n',
  )
})

test('headings follow the page and skip no rank, whatever the writer chose', () => {
  expect(toHtml('## a\n\n#### b\n\n###### c\n\n## d', 2).replaceAll('\n', '')).toBe(
    '<h2>a</h2><h3>b</h3><h4>c</h4><h2>d</h2>',
  )
  expect(toHtml('### a\n\n# b').replaceAll('\n', '')).toBe('<h3>a</h3><h3>b</h3>')
})

test('French keeps its signs with the word before, but for code and addresses', () => {
  expect(toHtml('Quoi ? « Oui » : `a : b`', 3, 'fr')).toBe(
    '<p>Quoi\u00a0? «\u00a0Oui\u00a0»\u00a0: <code>a : b</code></p>\n',
  )
  expect(toHtml('a : b', 3, 'en')).toBe('<p>a : b</p>\n')
})

test('text in another script than the page says so', () => {
  expect(String(<Markdown text="نص" lang="ar" />)).toBe(
    '<div class="prose" lang="ar" dir="rtl"><p>نص</p>\n</div>',
  )
  expect(String(<Markdown text="words" lang="en" />)).toBe('<div class="prose"><p>words</p>\n</div>')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toHtml } from '../ui/parts/Markdown.tsx'
import { opening } from '../vocabularies/opening.ts'
import { thingsIn } from './pointing.ts'
import { quoteOf } from './quoting.ts'

/** Pieces of Markdown and of what would break out of it. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    ...[
      '# ',
      '## ',
      '> ',
      '- ',
      '1. ',
      '```',
      '`',
      '**',
      '*',
      '_',
      '~~',
      '|',
      '\n',
      '\n\n',
      '    ',
      '\\',
      '---',
    ],
    ...[
      '[x](',
      ')',
      '![',
      '](/records/abcdefghjkmn)',
      '<https://x.example/',
      '>',
      '[a]: javascript:alert(1)',
      '&lt;',
      '&#x3c;',
    ],
    ...[
      '@ola',
      '@amina',
      'm@x.example',
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '"onmouseover="alert(1)',
    ],
    ...[
      'javascript:alert(1)',
      'data:text/html,<script>',
      '//evil.example',
      '\u202e',
      '\u0000',
      '\ud800',
      'بئر',
      '水',
    ],
  ),
)
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
const handles = new Set(['ola'])

/** What stands between angle brackets, and nothing else does. */
const tags = (html: string): string[] => [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag)
const harmless =
  /^<\/?(p|br|hr|em|strong|s|code|pre|blockquote|ul|ol|li|h[2-6]|table|thead|tbody|tr|th|td|a)( start="\d+")?( href="(https?:\/\/|mailto:|\/(?!\/)|#|[^":]*")?[^"<>]*"?)?( rel="nofollow ugc")?( ?\/)?>$/

test('whatever somebody writes, the page holds words and harmless marks', () => {
  fc.assert(
    fc.property(text, (body) => {
      const html = toHtml(body, 3, 'en', handles)
      for (const tag of tags(html)) expect(tag).toMatch(harmless)
      for (const [, href] of html.matchAll(/href="([^"]*)"/g))
        expect(href).not.toMatch(/^\s*(javascript|data|vbscript):|^\/\//i)
      // Read again by whoever has it in their cache, it is the same.
      expect(toHtml(body, 3, 'en', handles)).toBe(html)
    }),
    { numRuns: 500 },
  )
})

test('a quote of a quote is harmless too, holds no quote of another, and what a post leads to is bounded', () => {
  fc.assert(
    fc.property(text, (body) => {
      const quote = quoteOf(body)
      for (const line of quote.trimEnd().split('\n')) expect(line.startsWith('>')).toBe(true)
      for (const tag of tags(toHtml(quote, 3, 'en', handles))) expect(tag).toMatch(harmless)
      expect(opening(body).length).toBeLessThan(260)
      const { refs, handles: led } = thingsIn(body)
      expect(refs.length + led.length).toBeLessThanOrEqual(6)
    }),
    { numRuns: 300 },
  )
})

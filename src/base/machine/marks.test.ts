import { expect, test } from 'vitest'
import { keepsMarks } from './marks.ts'

test.each([
  ['Plain words.', 'Des mots simples.'],
  ['See https://example.org/a?b=1 and {name}.', 'Voir {name} et https://example.org/a?b=1.'],
  ['# Title\n\n- one **bold**\n- two', '# Titre\n\n- un **gras**\n- deux'],
  ['[words](https://example.org) `code`', '[mots](https://example.org) `code`'],
])('%j may become %j', (before, after) => expect(keepsMarks(before, after)).toBe(true))

test.each([
  ['See https://example.org/a.', 'Voir https://exemple.org/a.'],
  ['Dear {name}', 'Cher {nom}'],
  ['# Title', 'Titre'],
  ['- one\n- two', '- un, deux'],
  ['**bold**', '** gras'],
  ['`npm ci`', '« npm ci »'],
  ['[words](https://example.org)', '[mots] (https://example.org)'],
  ['One.\n\nTwo.', 'Un. Deux.'],
  ['a *b* c', 'a b c'],
])('%j may not become %j', (before, after) => expect(keepsMarks(before, after)).toBe(false))

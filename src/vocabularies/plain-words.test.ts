import { expect, test } from 'vitest'
import { plainWords } from './plain-words.ts'

test.each([
  ['and foliage See also Below ground biomass._', 'and foliage See also Below ground biomass.'],
  ["_انظر أيضًا {term}'الكتلة الحيوية تحت الأرض'.", 'انظر أيضًا الكتلة الحيوية تحت الأرض.'],
  ['follaje. _Véase también Biomasa subterránea._', 'follaje. Véase también Biomasa subterránea.'],
  ['叶子 _另请参见地下生物量._。', '叶子 另请参见地下生物量。'],
  ["'التصنيف'._.", "'التصنيف'."],
  ['See {term}`Drought` and {term}`droughts <Drought>`, {ref}"that".', 'See Drought and droughts, that.'],
  ['A **strong** and *gentle* word of `code`', 'A strong and gentle word of code'],
  ['[Guidance](https://example.org/a(b)c) and [none]()', 'Guidance (https://example.org/a(b)c) and none'],
  ['at <https://example.org/x>', 'at https://example.org/x'],
  ['from small (< 2ha) to large (> 5 ha)', 'from small (< 2ha) to large (> 5 ha)'],
  ['the field qg_name/name, 2 * 3 * 4 …', 'the field qg_name/name, 2 * 3 * 4 …'],
  ["(DVI)، {term}'مصدر {term}مياه'.", '(DVI)، مصدر مياه.'],
  ['wait... {a set} {x}', 'wait... {a set} {x}'],
])('%s', (written, plain) => {
  expect(plainWords(written)).toBe(plain)
})

import { describe, expect, test } from 'vitest'
import { pages } from './support/addresses.ts'
import { browserWindow } from './support/browser.ts'
import { demoDatabase } from './support/database.ts'
import { skipTo, walk } from './support/keyboard.ts'

/** Every page of the demo, gone through with the Tab key. */
const window = browserWindow(demoDatabase())

const phone = { width: 360, height: 640 }
const wide = { width: 1200, height: 800 }

/** The first page of each noun stands for how its pages are laid out where there is room, and for what stands around them. */
const first = [...Map.groupBy(pages, (path) => path.split(/[/?]/)[1]).values()].map(([path]) => path)

describe.each(pages)('%s', (path) => {
  const sizes = first.includes(path) ? [phone, wide] : [phone]
  test.each(sizes)('is walked by keyboard at $width px', async (viewport) => {
    const page = await window.walk(path, { viewport, reducedMotion: 'reduce' })
    // A sheet to print has nothing around it that one could skip.
    const framed = !/view=print$|\/(field-sheet|brief|document|radio-script)(\?|$)/.test(path)
    const whole = !framed || first.includes(path)
    const { stops, missed, left } = await walk(page, { within: whole ? 'body' : 'main' })
    if (framed && whole) expect(stops[0]?.name, 'comes first').toContain('class="skip"')
    expect(missed, 'cannot be reached').toEqual([])
    expect(
      stops.filter(({ seen }) => !seen),
      'look the same in focus',
    ).toEqual([])
    expect(
      stops.filter(({ inSight }) => !inSight),
      'are out of sight in focus',
    ).toEqual([])
    expect(left, 'the end of the page is reached').toBe(true)
    if (framed && whole) await skipTo(page)
  })
})

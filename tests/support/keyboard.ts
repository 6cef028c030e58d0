import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** An element that can be reached by keyboard: how many times Tab is pressed to come there, and how it looks then. */
interface Stop {
  name: string
  /** It, or what stands for it, is drawn with an outline or a shadow that it does not have otherwise. */
  seen: boolean
  /** Part of it is in sight: not scrolled away, not under something else. */
  inSight: boolean
}

export interface Walk {
  stops: Stop[]
  /** Links and controls in sight that Tab never came to, and that no other link, behind a summary perhaps, makes up for. */
  missed: string[]
  /** Tab came to an end: it left the page after the last element. */
  left: boolean
}

/**
 * Presses Tab from the top of the page until it comes out at the end; or, past what stands around every page, from where
 * its skip link leads until it comes out of there.
 */
export async function walk(
  page: Page,
  { within = 'body' }: { within?: 'body' | 'main' } = {},
): Promise<Walk> {
  await page.evaluate(prepare(within))
  if (within === 'main') await skipTo(page)
  const stops: Stop[] = []
  const count = async () => (await page.evaluate(`reachable().length`)) as number
  let most = await count()
  for (let i = 0; i <= most + 1; i++) {
    // Elements that come to life late bring buttons of their own.
    if (i > most) most = await count()
    await page.keyboard.press('Tab')
    const stop = (await page.evaluate(`stopped()`)) as Stop | null
    if (!stop) return { stops, missed: await page.evaluate(`missed()`), left: true }
    stops.push(stop)
  }
  return { stops, missed: await page.evaluate(`missed()`), left: false }
}

/** Follows the skip link, and sees that it leads into the page. */
export async function skipTo(page: Page): Promise<void> {
  await page.locator('.skip').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(`document.activeElement.id`)).toBe('main')
}

/** Runs in the page: what is asked of the focused element there. */
const prepare = (within: string): string => `
  document.activeElement?.blur()
  window.scrollTo(0, 0)
  window.visited = new Set()
  window.around = document.querySelector('${within}')
  window.reachable = () => [...around.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled)
  window.named = (element) => element.outerHTML.replace(/\\s+/g, ' ').slice(0, 120)
  window.missed = () => {
    const ways = new Set([...document.querySelectorAll('a:not([tabindex])')].map((element) => element.getAttribute('href')))
    // Of several that are one choice, Tab comes to one, and arrows to the others.
    const choices = new Set([...visited].filter((element) => element.type === 'radio').map((element) => element.name))
    return reachable().filter((element) => !visited.has(element) && !(element.type === 'radio' && choices.has(element.name)) && !ways.has(element.getAttribute('href') ?? element)).map(named)
  }
  window.drawn = (element) => { const style = getComputedStyle(element); return style.outlineStyle + style.outlineWidth + style.boxShadow + style.borderColor }
  window.marked = (element) => {
    const focused = [element, ...ancestors(element)].map(drawn)
    const outlined = getComputedStyle(element)
    if (outlined.outlineStyle !== 'none' && parseFloat(outlined.outlineWidth) >= 1) return true
    element.blur()
    const plain = [element, ...ancestors(element)].map(drawn)
    element.focus({ preventScroll: true, focusVisible: true })
    return String(focused) !== String(plain)
  }
  window.ancestors = (element) => [element.parentElement, element.parentElement?.parentElement].filter(Boolean)
  window.inSight = (element) => [...element.getClientRects()].some((box) => {
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)]
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
    return [0.5, 0.1, 0.9].some((part) => {
      const at = document.elementFromPoint(left + (right - left) * part, top + (bottom - top) * part)
      return at && (element.contains(at) || at.contains(element))
    })
  })
  window.stopped = () => {
    const element = document.activeElement
    if (!element || element === document.body || !around.contains(element) || visited.has(element)) return null
    visited.add(element)
    return { name: named(element), seen: marked(element), inSight: inSight(element) }
  }
`

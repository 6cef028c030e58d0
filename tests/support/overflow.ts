import type { Page } from 'playwright-core'

/** What makes the page wider than its window: elements that stick out and stand in no frame that scrolls. */
export const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const framed = (element) => {
      for (let around = element.parentElement; around; around = around.parentElement)
        if (getComputedStyle(around).overflowX !== 'visible' && around !== document.documentElement) return true
      return false
    }
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      return width > 0 && (left < -1 || right > clientWidth + 1) && !framed(element)
    })
    return [scrollWidth + ' px wide', ...out.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))]
  })()`)

import type { Page } from 'playwright-core'

/** What is in sight on a page without script and does nothing there: empty frames, buttons without a form, links to nowhere. */
export const unfilled = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(() => {
    const inSight = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 0
    const says = (element) => element.textContent.trim() !== '' || element.matches('[aria-label]') || element.querySelector('svg, img, input, select, textarea')
    const all = (selector) => [...document.querySelectorAll(selector)].filter(inSight)
    const empty = all('ul, ol, dl, table, section, article, nav, form, time, p, h1, h2, h3, h4').filter((element) => !says(element))
    const own = all('*').filter((element) => element.localName.includes('-') && !says(element))
    const dead = all('button').filter((button) => !button.hasAttribute('popovertarget') && !(button.form && button.type === 'submit'))
    const nowhere = all('a').filter((link) => {
      const href = link.getAttribute('href')
      if (href === null || href === '' || href === '#' || /^javascript:/i.test(href)) return true
      return href.startsWith('#') && !document.getElementById(decodeURIComponent(href.slice(1)))
    })
    return [...empty, ...own, ...dead, ...nowhere].map((element) => element.outerHTML.slice(0, 160))
  })()`)

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { BrowserName, CompatData, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data'
import type { Page } from 'playwright-core'
import { oldest } from '../../src/ui/build.ts'

/** The versions that the pages promise to work in. */
const versions = Object.fromEntries(
  oldest.map((one) => [one.replace(/[\d.]+$/, ''), Number.parseFloat(/[\d.]+$/.exec(one)![0])]),
)

const data = () =>
  JSON.parse(
    readFileSync(fileURLToPath(import.meta.resolve('@mdn/browser-compat-data')), 'utf8'),
  ) as CompatData

/** Whether this came after the oldest version of one of these browsers, or only behind a switch. */
function isLate({ __compat }: Identifier, browsers: BrowserName[]): boolean {
  return browsers.some((browser) => {
    const all = [__compat?.support[browser] ?? []].flat() as SimpleSupportStatement[]
    const plain = all.find(({ flags, prefix, alternative_name }) => !flags && !prefix && !alternative_name)
    const since = Number.parseFloat(String(plain?.version_added).replace('≤', ''))
    return __compat !== undefined && !(since <= versions[browser]!)
  })
}

/** The ways, from the outermost name, to all that is late below this; what belongs to a class is looked for on its things. */
function waysTo(all: Record<string, Identifier>, browsers: BrowserName[]): string[][] {
  return Object.entries(all).flatMap(([name, entry]) => {
    if (name === '__compat') return []
    if (isLate(entry, browsers)) return [[name]]
    return Object.entries(entry as Record<string, Identifier>)
      .filter(([member, one]) => member !== '__compat' && member !== name && isLate(one, browsers))
      .flatMap(([member]) =>
        member.endsWith('_static')
          ? [[name, member.replace(/_static$/, '')]]
          : [
              [name, 'prototype', member],
              [name, member],
            ],
      )
  })
}

/** What walks the pages for us needs these in them. */
const needed = ['BigInt64Array', 'BigUint64Array']

let script: string | undefined

/**
 * Takes from every page that opens here what browsers of 2021 lacked: of the language what any of the oldest
 * we promise lacked, of the rest what the oldest Chrome did, by the compatibility tables of MDN.
 */
export async function beOld(page: Page): Promise<void> {
  script ??= (() => {
    const { api, javascript } = data()
    const language = waysTo(javascript.builtins!, ['chrome', 'firefox', 'safari'])
    const ways = [...language, ...waysTo(api, ['chrome'])].filter(
      (way) => !way.at(-1)!.startsWith('@@') && !needed.includes(way[0]!),
    )
    return `(() => {
      for (const way of ${JSON.stringify(ways)}) {
        const name = way.pop()
        const holder = way.reduce((at, one) => at?.[one], globalThis)
        if (holder) delete holder[name]
      }
      // Arguments that they did not read.
      const Whole = FormData
      globalThis.FormData = class FormData extends Whole { constructor(form) { super(...(form ? [form] : [])) } }
      const listen = EventTarget.prototype.addEventListener
      EventTarget.prototype.addEventListener = function (type, listener, options) {
        const { signal, ...rest } = typeof options === 'object' && options ? options : { capture: options }
        return listen.call(this, type, listener, rest)
      }
    })()`
  })()
  await page.addInitScript(script)
}

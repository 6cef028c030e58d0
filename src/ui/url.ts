declare const address: unique symbol
declare const set: unique symbol

/** An address that is safe in `href`, `src` and `action`: only `url`, `withQuery` and `outside` make one. */
export type Url = string & { readonly [address]: true }

const parts = (values: (string | number)[]): string[] =>
  values.map((value) => encodeURIComponent(String(value).toWellFormed()))

/** An address of ours: url`/records/${ref}`. Every value put in is escaped. */
export function url(strings: TemplateStringsArray, ...values: (string | number)[]): Url {
  const escaped = parts(values)
  return strings.reduce((all, string, i) => all + string + (escaped[i] ?? ''), '') as Url
}

/** An address below another. */
export const within = (base: Url, ...below: (string | number)[]): Url =>
  [base, ...parts(below)].join('/') as Url

/**
 * The same address with these query values set; `undefined` takes one away, a list repeats it. A
 * query that `base` already has is kept.
 */
export function withQuery(
  base: Url,
  query: URLSearchParams,
  changes: Record<string, string | string[] | undefined> = {},
): Url {
  const [path, own] = base.split('?')
  const all = own ? new URLSearchParams([...new URLSearchParams(own), ...query]) : new URLSearchParams(query)
  for (const [name, value] of Object.entries(changes)) {
    all.delete(name)
    for (const one of value === undefined ? [] : [value].flat()) all.append(name, one)
  }
  const written = all.toString()
  return (written ? `${path}?${written}` : path) as Url
}

/** Somebody else's address, or nothing when it is not plain http(s) or mail. */
export function outside(value: string): Url | undefined {
  if (!URL.canParse(value)) return undefined
  return ['http:', 'https:', 'mailto:'].includes(new URL(value).protocol) ? (value as Url) : undefined
}

/** One picture in several widths, for a browser to choose from: only `srcSet` makes one. */
export type SrcSet = string & { readonly [set]: true }

/** Each address with the width in pixels of what is there. */
export const srcSet = (all: [Url, number][]): SrcSet =>
  all.map(([href, width]) => `${href} ${width}w`).join(', ') as SrcSet

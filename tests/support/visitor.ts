/** Somebody with a browser that runs no script: keeps cookies, follows where forms lead, and reads pages. */
export interface Visitor {
  get: (path: string) => Promise<Seen>
  post: (path: string, form?: Record<string, string | string[]>) => Promise<Seen>
  /** Sends a form with files in it. */
  send: (path: string, form: FormData) => Promise<Seen>
  cookies: Map<string, string>
}

export interface Seen {
  status: number
  /** Where it ended, path and query; the whole address of another site, which is not followed. */
  at: string
  html: string
  headers: Headers
}

export function visitor(server: { readonly origin: string }): Visitor {
  const cookies = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}): Promise<Seen> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(server.origin + path, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...(cookie && { cookie }), ...init.headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      if (value === '' || attributes.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    if (answer.status >= 300 && answer.status < 400 && to) {
      const { origin, pathname, search, href } = new URL(to, server.origin + path)
      if (origin === server.origin) return ask(pathname + search)
      return { status: answer.status, at: href, html: '', headers: answer.headers }
    }
    return { status: answer.status, at: path, html: await answer.text(), headers: answer.headers }
  }
  return {
    cookies,
    get: (path) => ask(path),
    post: (path, form = {}) =>
      ask(path, { method: 'POST', body: pairs(form), headers: { origin: server.origin } }),
    send: (path, form) => ask(path, { method: 'POST', body: form, headers: { origin: server.origin } }),
  }
}

const pairs = (form: Record<string, string | string[]>): URLSearchParams =>
  new URLSearchParams(
    Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
  )

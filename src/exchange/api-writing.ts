import { z } from '@hono/zod-openapi'
import type { Api } from '../base/http/api.ts'
import { actRoute, writeRoute } from '../base/http/api-writing.ts'
import { Ref } from '../base/ids.ts'
import { sentLang, sentWords } from '../records/sent-words.ts'
import { url } from '../ui/url.ts'
import { entryUrl } from './address.ts'
import { most, type Side, times, whats } from './entry.ts'
import { day } from './forms.ts'
import { changeEntry, endEntry, renewEntry, sayEntry } from './keeping.ts'
import { entryFor } from './reading.ts'
import { asItIs } from './storable.ts'
import { limits } from './take-up.ts'
import { takeUp } from './taking-up.ts'

const name = () => sentWords(200).min(1)
const said = {
  what: z.enum(whats),
  title: sentWords(most.title).min(1),
  words: sentWords(most.words),
  lang: sentLang(),
  /** In which languages it can be done; any where there is none. */
  langs: z.array(sentLang()).max(most.langs),
  time: z.enum(times).nullable(),
  starts: day().nullable(),
  until: day(),
  /** `everyone`, `members`, or the slug of a community. */
  audience: name(),
  /** By their slugs, codes or names. */
  topics: z.array(name()).max(20),
  places: z.array(name()).max(20),
  /** The slug of one they speak for. */
  organisation: name().nullable(),
  interest: sentWords(most.interest).nullable(),
}
const { what, title, lang, ...more } = said
const optional = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).partial().shape
/** A name of the program's own: what is sent twice by it stands once. */
const once = sentWords(40).optional()

const New = z.strictObject({ what, title, lang, ...optional(more), once })
/** With the version that was read: what somebody changed meanwhile is not lost. */
const Changes = z.strictObject({ version: z.number().int().min(1).max(1e9), ...optional(said) })
const Words = z.strictObject({ words: sentWords(limits.message).min(1), lang: sentLang(), once })
const Made = z.object({ ref: Ref, address: z.string() }).openapi('OfferOrNeedSaid')
const TakenUp = z.object({ ref: Ref, address: z.string() }).openapi('TakenUp')
const refused = [403, 404, 409] as const

/** What was sent as the verbs take it: what is null was taken back, what is missing is left out. */
const asSaid = <Given extends { topics?: string[]; places?: string[] }>({
  topics,
  places,
  ...given
}: Given) => ({
  ...(Object.fromEntries(Object.entries(given).map(([key, value]) => [key, value ?? undefined])) as {
    [Key in keyof Omit<Given, 'topics' | 'places'>]: Exclude<Given[Key], null>
  }),
  ...(topics && { topics: topics.join('\n') }),
  ...(places && { places: places.join('\n') }),
})

/** Saying what one offers and needs, changing and ending it, and taking up that of others, by program. */
export function exchangeWritingApi(api: Api): void {
  writes(api, 'offer', 'offers')
  writes(api, 'need', 'needs')
}

function writes(api: Api, side: Side, noun: 'offers' | 'needs'): void {
  const at = `/api/v1/${noun}`
  const one = `${at}/{ref}`
  const offers = side === 'offer'
  const says = writeRoute({
    ...{ method: 'post', path: at, takes: New, gives: Made, refused },
    example: {
      ...{ what: 'review', lang: 'en', topics: ['stone-bunds'], places: ['NE'] },
      title: offers ? 'I read a first draft of a land practice' : 'Somebody to read two pages on bunds',
    },
  })
  const changes = writeRoute({
    ...{ method: 'patch', path: one, takes: Changes, gives: Made, refused },
    example: { version: 1, words: 'By phone or in writing.' },
  })
  const takesUp = writeRoute({
    ...{ method: 'post', path: `${one}/take-ups`, takes: Words, gives: TakenUp, refused },
    example: { words: offers ? 'I would gladly take this up.' : 'I could on Friday.', lang: 'en' },
  })
  api.openapi(says, async (c) =>
    c.json(
      addressed(
        await sayEntry(c.var.viewer, {
          ...{ words: '', langs: [], audience: 'everyone', topics: '', places: '' },
          ...asSaid(c.req.valid('json')),
          side,
        }),
      ),
      200,
    ),
  )
  api.openapi(changes, async (c) => {
    const { viewer } = c.var
    const { ref } = await entryFor(viewer, c.req.param('ref') ?? '', { side })
    const given = { ...(await asItIs(await entryFor(viewer, ref))), ...asSaid(c.req.valid('json')) }
    return c.json(addressed(await changeEntry(viewer, ref, given)), 200)
  })
  for (const [act, work] of [
    ['ending', endEntry],
    ['renewal', renewEntry],
  ] as const)
    api.openapi(actRoute('post', `${one}/${act}`, { gives: Made, refused }), async (c) => {
      const { ref } = await entryFor(c.var.viewer, c.req.param('ref') ?? '', { side })
      return c.json(addressed(await work(c.var.viewer, ref)), 200)
    })
  api.openapi(takesUp, async (c) => {
    const { ref } = await entryFor(c.var.viewer, c.req.param('ref') ?? '', { side })
    const made = await takeUp(c.var.viewer, ref, c.req.valid('json'))
    return c.json({ ref: made, address: url`/take-ups/${made}` as string }, 200)
  })
}

const addressed = (one: { side: Side; ref: Ref }) => ({ ref: one.ref, address: entryUrl(one) as string })

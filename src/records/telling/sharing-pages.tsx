import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import { today } from '../../base/today.ts'
import { oneLine } from '../../people/called.ts'
import { url } from '../../ui/url.ts'
import { licences } from '../writing/head.ts'
import { setLicence } from './setting-licence.ts'
import { changeSharing, ownStory, withholdName } from './sharing.ts'
import { showings } from './story.ts'
import { communitiesOf, keepWishes, sharingFor, tellStory } from './telling.ts'
import { SharingPage } from './views/SharingPage.tsx'
import { StorySharingPage } from './views/StorySharingPage.tsx'

const Whom = z.object({
  to: z
    .string({ error: () => t('telling.chooseWhom') })
    .regex(/^(everyone|members|named|community:.{1,80})$/, {
      error: () => t('telling.chooseWhom'),
    }),
  readers: z.string().max(5_000).default(''),
})
const day = z.preprocess(
  (one) => one || undefined,
  z.iso
    .date({ error: () => t('consent.noDay') })
    .refine((one) => one <= today(), { error: () => t('consent.notYet') })
    .optional(),
)
const Wishes = z
  .object({
    ...Whom.shape,
    whose: z.enum(['mine', 'theirs']).default('mine'),
    shown: z.enum(showings, { error: () => t('telling.chooseName') }),
    name: z.string().max(200).transform(oneLine).default(''),
    how: z.enum(['', 'spoken', 'written']).default(''),
    on: day,
    licence: z.enum(licences).optional(),
    warned: z.string().optional(),
    act: z.string().max(20).default('keep'),
  })
  .superRefine(({ act, warned, whose, how, on }, ctx) => {
    const miss = (path: string, message: string) => ctx.addIssue({ code: 'custom', path: [path], message })
    if (whose === 'theirs' && (act === 'tell' || how || on)) {
      if (!how) miss('how', t('telling.howMissing'))
      if (!on) miss('on', t('consent.noDay'))
    }
    if (act === 'tell' && warned !== 'yes') miss('warned', t('consent.sayItFirst'))
  })

const draftAt = '/drafts/:ref/telling/sharing'
const recordAt = '/records/:ref/sharing'

/** For whom a story is and how whoever tells it is shown: before it is told, and after. */
export function sharingPages(app: App): void {
  app.get(draftAt, (c) => show(c))
  app.post(draftAt, form(Wishes, { again: show }), async (c) => {
    const { act, whose, how, on, licence, warned: _, shown, name, ...whom } = c.req.valid('form')
    const { viewer } = c.var
    const toldFor = whose === 'theirs'
    if (licence) await setLicence(viewer, refOf(c), licence)
    const agreed = how && on ? { how, on } : undefined
    await keepWishes(
      viewer,
      refOf(c),
      { ...whomIn(whom), toldFor, shown: toldFor && shown === 'chosen' ? 'named' : shown, name },
      agreed,
    )
    if (act !== 'tell') return c.redirect(url`/drafts/${refOf(c)}/telling/sharing`, 303)
    return c.redirect(url`/records/${await tellStory(viewer, refOf(c))}`, 303)
  })
  app.get(recordAt, (c) => showTold(c))
  app.post(recordAt, form(Whom, { again: showTold }), async (c) => {
    await changeSharing(c.var.viewer, refOf(c), whomIn(c.req.valid('form')))
    return c.redirect(url`/records/${refOf(c)}/sharing`, 303)
  })
  app.post(`${recordAt}/name/removal`, form(z.object({}), { again: showTold }), async (c) => {
    await withholdName(c.var.viewer, refOf(c))
    return c.redirect(url`/records/${refOf(c)}/sharing`, 303)
  })
  app.get(`${recordAt}/name/removal`, (c) => c.redirect(url`/records/${refOf(c)}/sharing`, 302))
}

const refOf = (c: Context<Doors>): string => c.req.param('ref') ?? ''

function whomIn({ to, readers }: z.output<typeof Whom>) {
  const [whom = '', ...community] = to.split(':')
  return {
    to: whom as 'everyone' | 'members' | 'community' | 'named',
    community: community.join(':'),
    readers: readers.split(/[\s,;]+/).flatMap((one) => one.split('/').at(-1)?.replace(/^@/, '') || []),
  }
}

const show = async (c: Context<Doors>, attempt?: Attempt): Promise<Response> =>
  c.html(<SharingPage {...(await sharingFor(c.var.viewer, refOf(c)))} attempt={attempt} />)

const showTold = async (c: Context<Doors>, attempt?: Attempt): Promise<Response> =>
  c.html(
    <StorySharingPage
      {...(await ownStory(c.var.viewer, refOf(c)))}
      communities={await communitiesOf(c.var.viewer)}
      attempt={attempt}
    />,
  )

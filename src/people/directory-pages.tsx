import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../base/http/app.ts'
import { idAsked, pageAsked } from '../base/http/asked.ts'
import { type Attempt, form } from '../base/http/form.ts'
import { reader } from '../base/i18n/reader.ts'
import { label, t } from '../base/i18n/t.ts'
import { isLang } from '../base/text.ts'
import { creditedTo } from '../base/things/kinds.ts'
import { panelsDrawn } from '../base/things/panels.ts'
import { everywhere } from '../places/everywhere.ts'
import { url } from '../ui/url.ts'
import { topicNamed, topicsById } from '../vocabularies/topics.ts'
import { personOf } from './account.ts'
import { called } from './called.ts'
import { findPeople, peoplePerPage } from './directory.ts'
import { handleOf } from './handles.ts'
import { addLine, audiences, changeProfile, lineKinds, offers, profileFor, removeLine } from './profile.ts'
import { PeoplePage } from './views/PeoplePage.tsx'
import { PersonPage } from './views/PersonPage.tsx'
import { ProfilePage } from './views/ProfilePage.tsx'

const NewLine = z.object({
  kind: z.enum(lineKinds),
  audience: z.enum(audiences),
  value: z
    .string()
    .trim()
    .min(1, { error: () => t('people.lineEmpty') })
    .max(2_000, { error: () => t('people.lineLong', { most: 2_000 }) }),
})
const Changes = z.object({
  name: called({ most: 100 }),
  audience: z.enum(audiences),
})

export function directoryPages(app: App): void {
  app.get('/people', async (c) => {
    const asked = {
      q: c.req.query('q')?.trim().slice(0, 100) || undefined,
      topic: c.req.query('topic')?.slice(0, 200) || undefined,
      place: c.req.query('place')?.toUpperCase().slice(0, 40) || undefined,
      lang: c.req.query('in')?.slice(0, 35) || undefined,
      offer: c.req.query('offer')?.slice(0, 40) || undefined,
      page: pageAsked(c),
    }
    const all = await everywhere()
    const topic = asked.topic ? await topicNamed(asked.topic) : undefined
    const place = asked.place ? all.byCode.get(asked.place) : undefined
    const lang = asked.lang && isLang(asked.lang) ? asked.lang : undefined
    const offer = offers.find((one) => one === asked.offer)
    const known = { topic: topic?.id, place: place?.id, lang, offer }
    const found = await findPeople(c.var.viewer, { ...asked, ...known })
    const topics = await topicsById(found.people.flatMap((one) => one.topics))
    return c.html(
      <PeoplePage
        asked={asked}
        topic={topic && label(topic.label)}
        place={place && label(place.name)}
        known={known}
        found={found}
        topics={topics}
        places={all.byId}
        size={peoplePerPage}
        signedIn={c.var.viewer.kind === 'person'}
      />,
    )
  })
  app.get('/people/:handle', async (c) => {
    const profile = await profileFor(c.var.viewer, c.req.param('handle'))
    const all = await everywhere()
    const topics = await topicsById(
      profile.lines.flatMap(({ kind, subject }) => (kind === 'expertise' && subject ? subject : [])),
    )
    const credits = await creditedTo(c.var.viewer, profile.id)
    const panels = panelsDrawn(c.var.viewer, profile.ref, profile.panels)
    return c.html(
      <PersonPage profile={profile} topics={topics} places={all.byId} credits={credits} panels={panels} />,
    )
  })
  app.get('/account/profile', (c) => showProfile(c))
  app.post('/account/profile', form(Changes, { again: showProfile }), async (c) => {
    await changeProfile(c.var.viewer, c.req.valid('form'))
    return c.redirect(url`/account/profile`, 303)
  })
  app.post('/account/profile/lines', form(NewLine, { again: showProfile }), async (c) => {
    await addLine(c.var.viewer, { ...c.req.valid('form'), lang: reader().lang })
    return c.redirect(url`/account/profile`, 303)
  })
  app.get('/account/profile/lines', (c) => c.redirect(url`/account/profile`, 302))
  app.post('/account/profile/lines/:id/removal', async (c) => {
    await removeLine(c.var.viewer, idAsked(c))
    return c.redirect(url`/account/profile`, 303)
  })
  app.get('/account/profile/lines/:id/removal', (c) => c.redirect(url`/account/profile`, 302))
}

async function showProfile(c: Context<Doors>, attempt?: Attempt) {
  const handle = await handleOf(personOf(c.var.viewer))
  const profile = await profileFor(c.var.viewer, handle)
  const all = await everywhere()
  const topics = await topicsById(
    profile.lines.flatMap(({ kind, subject }) => (kind === 'expertise' && subject ? subject : [])),
  )
  return c.html(<ProfilePage profile={profile} attempt={attempt} topics={topics} places={all.byId} />)
}

import type { Context } from 'hono'
import { z } from 'zod'
import type { App, Doors } from '../../base/http/app.ts'
import { pageAsked } from '../../base/http/asked.ts'
import { type Attempt, form } from '../../base/http/form.ts'
import { reader } from '../../base/i18n/reader.ts'
import { t } from '../../base/i18n/t.ts'
import { refuse } from '../../base/refusal.ts'
import { Lang } from '../../base/text.ts'
import { panelsDrawn } from '../../base/things/panels.ts'
import { url } from '../../ui/url.ts'
import { refusePaused } from '../deeds.ts'
import { communityFor } from '../reading.ts'
import { mayKeep, mayWork } from '../texts/access.ts'
import { Answer, long } from '../texts/forms.ts'
import { orClash, textPages } from '../texts/pages.tsx'
import type { TextPlace } from '../texts/place.ts'
import { newestOf } from '../texts/reading.ts'
import { most } from '../texts/text.ts'
import { TextFormPage } from '../texts/views/TextFormPage.tsx'
import { questionBase, questionUrl } from './address.ts'
import { restoreAnswer, writeAnswer } from './answering.ts'
import {
  addQuestion,
  moveQuestion,
  progressQuestion,
  releaseQuestion,
  sayQuestion,
  takeQuestionOn,
  ways,
} from './keeping.ts'
import { maySettle, progresses } from './question.ts'
import { type AgendaQuestion, agendaOf, answeredBy, questionFor } from './reading.ts'
import { tie, untie } from './tying.ts'
import { AgendaPage } from './views/AgendaPage.tsx'
import { QuestionFormPage } from './views/QuestionFormPage.tsx'
import { QuestionPage } from './views/QuestionPage.tsx'

const Question = z.object({
  words: long(most.words).min(1, { error: () => t('practice.questionMissing') }),
  lang: Lang,
})
const Way = z.object({ way: z.enum(ways) })
const Progress = z.object({
  progress: z.enum(progresses),
  reason: long(most.reason).min(1, { error: () => t('practice.reasonMissing') }),
})
const Tie = z.object({
  address: long(most.address).min(1, { error: () => t('practice.addressMissing') }),
})
const Nothing = z.object({})

const agenda = '/communities/:slug/agenda'
const one = `${agenda}/:ref`

export function agendaPages(app: App): void {
  app.get(agenda, (c) => showAgenda(c))
  app.get(`${agenda}/new`, (c) => showNew(c))
  app.post(agenda, form(Question, { again: showNew }), async (c) => {
    const { slug } = named(c)
    const ref = await addQuestion(c.var.viewer, slug, c.req.valid('form'))
    return c.redirect(questionBase({ slug }, ref), 303)
  })
  app.get(`${one}/change`, (c) => showChange(c))
  app.post(`${one}/change`, form(Question, { again: showChange }), async (c) => {
    const { slug, ref } = named(c)
    await sayQuestion(c.var.viewer, slug, ref, c.req.valid('form'))
    return back(c)
  })
  app.post(`${one}/order`, form(Way, { again: showQuestion }), async (c) => {
    const { slug, ref } = named(c)
    await moveQuestion(c.var.viewer, slug, ref, c.req.valid('form').way)
    return c.redirect(`${url`/communities/${slug}/agenda`}${url`#question-${ref}`}`, 303)
  })
  app.post(`${one}/owner`, form(Nothing, { again: showQuestion }), async (c) => {
    const { slug, ref } = named(c)
    await takeQuestionOn(c.var.viewer, slug, ref)
    return back(c)
  })
  app.post(`${one}/release`, form(Nothing, { again: showQuestion }), async (c) => {
    const { slug, ref } = named(c)
    await releaseQuestion(c.var.viewer, slug, ref)
    return back(c)
  })
  app.post(`${one}/progress`, form(Progress, { again: showQuestion }), async (c) => {
    const { slug, ref } = named(c)
    await progressQuestion(c.var.viewer, slug, ref, { ...c.req.valid('form'), lang: reader().lang })
    return back(c)
  })
  app.post(`${one}/ties`, form(Tie, { again: showQuestion }), async (c) => {
    const { slug, ref } = named(c)
    await tie(c.var.viewer, slug, ref, c.req.valid('form').address)
    return back(c)
  })
  app.post(`${one}/ties/:thing/removal`, form(Nothing, { again: showQuestion }), async (c) => {
    const { slug, ref } = named(c)
    await untie(c.var.viewer, slug, ref, c.req.param('thing'))
    return back(c)
  })
  app.get(`${one}/answer`, (c) => showAnswerForm(c))
  app.post(`${one}/answer`, form(Answer, { again: showAnswerForm }), async (c) => {
    const { slug, ref } = named(c)
    const mine = { ...c.req.valid('form'), title: '' }
    const place = async () => placeOf(c, await questionFor(c.var.viewer, slug, ref))
    return orClash(c, place, mine, () => writeAnswer(c.var.viewer, slug, ref, mine))
  })
  textPages(app, one, {
    placeOf: async (c) => {
      const { slug, ref } = named(c)
      const question = await questionFor(c.var.viewer, slug, ref)
      return { id: question.id, place: placeOf(c, question) }
    },
    restore: (viewer, c, number) => restoreAnswer(viewer, named(c).slug, named(c).ref, number),
  })
  for (const act of ['order', 'owner', 'release', 'progress', 'ties', 'ties/:thing/removal'])
    app.get(`${one}/${act}`, (c) => back(c, 302))
  app.get(one, async (c) => {
    const question = await questionFor(c.var.viewer, named(c).slug, named(c).ref)
    return c.redirect(questionUrl(question.community, question) + new URL(c.req.url).search, 301)
  })
  app.get(`${one}/:title`, (c) => showQuestion(c))
}

const named = (c: Context<Doors>) => ({ slug: c.req.param('slug') ?? '', ref: c.req.param('ref') ?? '' })

const back = (c: Context<Doors>, status: 302 | 303 = 303): Response => {
  const { slug, ref } = named(c)
  return c.redirect(url`/communities/${slug}/agenda/${ref}`, status)
}

const placeOf = (c: Context<Doors>, question: AgendaQuestion): TextPlace => ({
  community: question.community,
  tab: 'agenda',
  title: question.words,
  address: questionUrl(question.community, question),
  base: questionBase(question.community, question.ref),
  form: 'answer',
  writes: mayWork(c.var.viewer, question.community),
})

async function showAgenda(c: Context<Doors>) {
  const { viewer } = c.var
  const community = await communityFor(viewer, named(c).slug)
  const page = pageAsked(c)
  const agenda = await agendaOf(viewer, community, page)
  return c.html(
    <AgendaPage
      community={community}
      {...agenda}
      page={page}
      works={mayWork(viewer, community)}
      keeps={mayKeep(viewer, community)}
    />,
  )
}

async function showNew(c: Context<Doors>, attempt?: Attempt) {
  const community = await communityFor(c.var.viewer, named(c).slug)
  refusePaused(community)
  if (!mayWork(c.var.viewer, community)) refuse('forbidden', 'practice.membersOnly')
  return c.html(<QuestionFormPage community={community} attempt={attempt} />)
}

async function showChange(c: Context<Doors>, attempt?: Attempt) {
  const question = await questionFor(c.var.viewer, named(c).slug, named(c).ref)
  const { community } = question
  if (!maySettle(c.var.viewer, community, question)) refuse('forbidden', 'practice.ownerOnly')
  return c.html(<QuestionFormPage community={community} question={question} attempt={attempt} />)
}

async function showAnswerForm(c: Context<Doors>, attempt?: Attempt) {
  const { viewer } = c.var
  const question = await questionFor(viewer, named(c).slug, named(c).ref)
  const place = placeOf(c, question)
  refusePaused(question.community)
  if (!place.writes) refuse('forbidden', 'practice.membersOnly')
  return c.html(<TextFormPage place={place} now={await newestOf(viewer, question.id)} attempt={attempt} />)
}

async function showQuestion(c: Context<Doors>, attempt?: Attempt): Promise<Response> {
  const { viewer } = c.var
  const question = await questionFor(viewer, named(c).slug, named(c).ref)
  const { community } = question
  const address = questionUrl(community, question)
  const { pathname, search } = new URL(c.req.url)
  if (!attempt && address !== pathname) return c.redirect(address + search, 301)
  const page = pageAsked(c)
  return c.html(
    <QuestionPage
      question={question}
      {...(await answeredBy(viewer, question, page))}
      page={page}
      works={mayWork(viewer, community)}
      settles={maySettle(viewer, community, question)}
      panels={panelsDrawn(viewer, question.ref, question.panels)}
      attempt={attempt}
    />,
  )
}

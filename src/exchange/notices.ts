import { sql } from 'kysely'
import { reader } from '../base/i18n/reader.ts'
import { formatDate, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import type { Lang } from '../base/text.ts'
import { type NoticeKind, noticeKind, type Told } from '../base/things/noticing.ts'
import { url } from '../ui/url.ts'
import { entryUrl } from './address.ts'
import { endsAnswer, needAnswer, takeUpAnswer } from './by-mail.ts'
import './calling.ts'
import type { Side, What } from './entry.ts'
import './expiring.ts'
import { mentorshipAnswer, termsRead } from './mentorship/by-mail.ts'
import type { Mentorship } from './mentorship/mentorship.ts'
import './mentorship/moving.ts'
import type { MentorStep } from './mentorship/moving.ts'
import type { Step } from './moving.ts'
import { idOfOccasion, occasionOf } from './occasion.ts'
import type { TakeUp } from './take-up.ts'

/** What goes on between two is told at their own page, so that the notice of it says of nothing whose it is. */
const alone = sql`null::bigint as community, null::bigint as actor, 'waits' as why, 'needs' as basis`

const notQuiet = sql`not exists (select from quiet where quiet.person = one.person and quiet.other = one.by)`

interface FoundTakeUp {
  ref: string
  title: string
  lang: Lang
  name: string
  said: { lang: Lang; text: string } | null
  one: Pick<TakeUp, 'state' | 'mine' | 'with' | 'doneSaid' | 'saidDone'>
}

/** Of a `take_up` whose other is told: what was said by that step. */
const saidBy = (step: Step) =>
  step === 'proposed' || step === 'said'
    ? sql`(select json_build_object('lang', lang, 'text', body) from take_up_message as message where message.take_up = take_up.id
        and ${step === 'said' ? sql`message.id = notice.occasion` : sql`message.person = take_up.person`} order by message.id limit 1)`
    : step === 'thanked'
      ? sql`(select json_build_object('lang', lang, 'text', words) from take_up_thanks as thanks where thanks.take_up = take_up.id and thanks.person <> notice.person)`
      : step === 'changed'
        ? sql`(select json_build_object('lang', entry.lang, 'text', entry.words) where entry.words <> '')`
        : sql`null`

/** Something happened in a conversation of two about an offer or a need: the other hears of it, and reads in a letter what was said. */
const takeUpNotice = (step: Step, line: (name: string) => string): NoticeKind =>
  noticeKind({
    kind: `take-up-${step}`,
    to: 'take-up.moved',
    recurs: true,
    hearers: (payload) => sql`
      select person, person as thing, person as cause, ${alone}, ${step === 'said' ? sql`${payload.occasion}::bigint` : occasionOf(payload.takeUp, payload.occasion)} as occasion
      from (select case when take_up.person = ${payload.by} then other else take_up.person end as person, ${payload.by}::bigint as by
        from take_up where id = ${payload.takeUp} and ${payload.step === step}) as one
      where person is not null and ${notQuiet}`,
    from: sql`
      from take_up join exchange_entry as entry on entry.thing = take_up.entry
      where take_up.id = ${step === 'said' ? sql`(select take_up from take_up_message where take_up_message.id = notice.occasion)` : idOfOccasion}
        and notice.person in (take_up.person, take_up.other)`,
    asked: sql`json_build_object('ref', take_up.ref, 'title', entry.title, 'lang', entry.lang, 'name',
      coalesce((select name from person where person.thing = case when take_up.person = notice.person then take_up.other else take_up.person end), ''),
      'said', ${saidBy(step)}, 'one', json_build_object('state', take_up.state, 'mine', take_up.person = notice.person, 'doneSaid', done_said, 'saidDone', done_by is not distinct from notice.person,
        'with', (select json_build_object('id', thing) from person where person.thing = case when take_up.person = notice.person then take_up.other else take_up.person end and left_at is null)))`,
    read: sql`false`,
    drawn: ({ ref, title, lang, name, said, one }: FoundTakeUp) => ({
      ...{ title, lang, line: line(name || t('notices.somebody')) },
      ...(said && { words: said }),
      answer: takeUpAnswer(ref, name || t('notices.somebody'), one),
      place: url`/take-ups`,
      href: url`/take-ups/${ref}`,
    }),
  })

interface FoundMentorship {
  ref: string
  name: string
  lang: Lang
  said: { lang: Lang; text: string } | null
  one: Pick<Mentorship, 'state' | 'proposed' | 'asked' | 'with'>
}

/** The same of a mentorship: its purpose stands in no title, and in the letter to the other alone. */
const mentorshipNotice = (step: MentorStep, line: (name: string) => string): NoticeKind =>
  noticeKind({
    kind: `mentorship-${step}`,
    to: 'mentorship.moved',
    recurs: true,
    hearers: (payload) => sql`
      select person, person as thing, person as cause, ${alone}, ${step === 'noted' ? sql`${payload.occasion}::bigint` : occasionOf(payload.mentorship, payload.occasion)} as occasion
      from (select case when mentor = ${payload.by} then mentee else mentor end as person, ${payload.by}::bigint as by
        from mentorship where id = ${payload.mentorship} and ${payload.step === step}) as one
      where person is not null and ${notQuiet}`,
    from: sql`
      from mentorship where mentorship.id = ${step === 'noted' ? sql`(select mentorship from mentorship_note where mentorship_note.id = notice.occasion)` : idOfOccasion}
        and notice.person in (mentor, mentee)`,
    asked: sql`json_build_object('ref', mentorship.ref, 'name',
      coalesce((select name from person where person.thing = case when mentor = notice.person then mentee else mentor end), ''), 'lang', lang,
      'said', ${step === 'noted' ? sql`(select json_build_object('lang', lang, 'text', words) from mentorship_note as note where note.id = notice.occasion)` : sql`null`},
      'one', json_build_object('state', mentorship.state, 'asked', asked_by is not distinct from notice.person,
        'proposed', case when proposed is not null then proposed || jsonb_build_object('mine', proposed_by is not distinct from notice.person) end,
        'with', (select json_build_object('id', thing) from person where person.thing = case when mentor = notice.person then mentee else mentor end and left_at is null)))`,
    read: sql`false`,
    drawn: ({ ref, name, lang, said, one }: FoundMentorship) => ({
      ...{
        title: t('mentorship.mentorship'),
        lang: reader().lang,
        line: line(name || t('notices.somebody')),
      },
      ...wordsOf(step, one, lang, said),
      answer: mentorshipAnswer(ref, one, asks(step) ? 'terms' : step === 'ended' ? 'lookingBack' : undefined),
      place: url`/mentorships`,
      href: url`/mentorships/${ref}`,
    }),
  })

const asks = (step: MentorStep): boolean => step === 'asked' || step === 'proposed'

function wordsOf(
  step: MentorStep,
  { proposed }: FoundMentorship['one'],
  lang: Lang,
  said: FoundMentorship['said'],
): Pick<Told, 'words'> {
  if (asks(step)) return proposed && !proposed.mine ? { words: { lang, text: termsRead(proposed) } } : {}
  return said ? { words: said } : {}
}

interface FoundEntry {
  ref: Ref
  side: Side
  what: What
  title: string
  words: string
  lang: Lang
}

const entryAsked = sql`json_build_object('ref', itself.ref, 'side', side, 'what', what, 'title', title, 'words', words, 'lang', lang, 'until', until)`
const entryFound = sql`from exchange_entry as entry join thing as itself on itself.id = entry.thing where entry.thing = notice.thing and itself.state = 'published'`

/** An offer or a need ends in a week: whoever said it can let it stand with one click. */
const endsNotice: NoticeKind = noticeKind({
  kind: 'exchange-ends',
  to: 'exchange.ends',
  recurs: true,
  hearers: ({ entry }) => sql`
    select person, thing, thing as cause, community, null::bigint as actor, 'wrote' as why, 'needs' as basis, until - date '2000-01-01' as occasion
    from exchange_entry where thing = ${entry} and person is not null`,
  from: sql`${entryFound} and until - date '2000-01-01' = notice.occasion`,
  asked: entryAsked,
  read: sql`false`,
  drawn: ({ until, ...entry }: FoundEntry & { until: string }) => ({
    ...{ title: entry.title, lang: entry.lang, line: t('exchange.endsNotice', { day: formatDate(until) }) },
    answer: endsAnswer(entry.ref, until),
    place: entryUrl(entry),
    href: entryUrl(entry),
  }),
})

/** Somebody who chose to be asked could meet a need that nobody answered. */
const calledNotice: NoticeKind = noticeKind({
  kind: 'need-called',
  to: 'need.called',
  hearers: ({ need, person }) => sql`
    select ${person}::bigint as person, thing, thing as cause, community, null::bigint as actor, 'waits' as why, 'needs' as basis
    from exchange_entry where thing = ${need}`,
  from: entryFound,
  asked: sql`json_build_object('entry', ${entryAsked}, 'why', (select why from need_call where need_call.need = notice.thing and need_call.person = notice.person))`,
  read: sql`exists (select from take_up where take_up.entry = notice.thing and take_up.person = notice.person)`,
  drawn: ({ entry, why }: { entry: FoundEntry; why: 'offered' | 'did' | null }) => ({
    ...{ title: entry.title, lang: entry.lang },
    line: why === 'did' ? t('exchange.calledDid') : t('exchange.calledOffered'),
    ...(entry.words && { words: { lang: entry.lang, text: entry.words } }),
    place: entryUrl(entry),
    href: entryUrl(entry),
    answer: needAnswer(entry.ref, entry.what),
  }),
})

export const exchangeNotices: NoticeKind[] = [
  endsNotice,
  calledNotice,
  takeUpNotice('proposed', (name) => t('exchange.proposedNotice', { name })),
  takeUpNotice('said', (name) => t('exchange.saidNotice', { name })),
  takeUpNotice('agreed', (name) => t('exchange.agreedNotice', { name })),
  takeUpNotice('declined', (name) => t('exchange.declinedNotice', { name })),
  takeUpNotice('changed', (name) => t('exchange.changedNotice', { name })),
  takeUpNotice('done', (name) => t('exchange.doneNotice', { name })),
  takeUpNotice('thanked', (name) => t('exchange.thankedNotice', { name })),
  mentorshipNotice('asked', (name) => t('mentorship.askedNotice', { name })),
  mentorshipNotice('proposed', (name) => t('mentorship.proposedNotice', { name })),
  mentorshipNotice('agreed', (name) => t('mentorship.agreedNotice', { name })),
  mentorshipNotice('declined', (name) => t('mentorship.declinedNotice', { name })),
  mentorshipNotice('noted', (name) => t('mentorship.notedNotice', { name })),
  mentorshipNotice('paused', (name) => t('mentorship.pausedNotice', { name })),
  mentorshipNotice('resumed', (name) => t('mentorship.resumedNotice', { name })),
  mentorshipNotice('ended', (name) => t('mentorship.endedNotice', { name })),
  mentorshipNotice('unnamed', (name) => t('mentorship.unnamedNotice', { name })),
]

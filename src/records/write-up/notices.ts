import { type RawBuilder, sql } from 'kysely'
import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import { type Lang, pick, type Text } from '../../base/text.ts'
import { type NoticeKind, noticeKind } from '../../base/things/noticing.ts'
import { closedTalks, speakersAsked, talkOf, titleAsked } from '../../base/things/talk.ts'
import { url } from '../../ui/url.ts'
import { recordUrl } from '../address.ts'
import { type Quoted, quotedAnswer, quotedRead } from './by-mail.ts'
import './drafting.ts'
import { hiddenWords } from './hidden.ts'
import './settling.ts'

interface Found {
  ref: Ref
  source: Ref
  kind: string
  titled: { title: string; lang: Lang }
  by: string | null
  /** What they said with their name, and nothing else that is quoted. */
  quoted: Quoted[]
}

/**
 * Those whose passages wait for an answer. Why they hear of it is the same for all, so that it says nothing of who asked
 * without a name.
 */
const quoted = (writeUp: number): RawBuilder<never> => sql`
  select distinct speaker.person, case when source.kind = any(${closedTalks()}::text[]) then write_up.thing else source.id end as thing, write_up.thing as cause, null::bigint as community,
    null::bigint as actor, 'waits' as why, 'needs' as basis
  from write_up join thing as source on source.id = write_up.source join passage on passage.write_up = write_up.thing join (${speakersAsked()}) as speaker on speaker.said = passage.said
  where write_up.thing = ${writeUp} and speaker.person is not null and answer is null and left_out is null`

/** What was said is to stand in a record, and whoever said it is asked; told as long as they have not answered. */
const asking = (
  kind: string,
  to: 'passages.asked' | 'passages.waiting',
  line: (name: string) => string,
): NoticeKind =>
  noticeKind({
    kind,
    to,
    hearers: ({ writeUp }) => quoted(writeUp),
    from: sql`
      from write_up join thing as own on own.id = write_up.thing join thing as source on source.id = write_up.source
      where write_up.thing = notice.cause and published is null`,
    // Asked late: what holds talk is not registered yet.
    get asked() {
      return sql`json_build_object('ref', own.ref, 'source', source.ref, 'kind', source.kind, 'titled', ${titleAsked()},
        'by', (select name from person where person.thing = write_up.by),
        'quoted', coalesce((select json_agg(json_build_object('ref', passage.ref, 'lang', passage.lang, 'words', passage.words) order by position, passage.id)
          from passage join (${speakersAsked()}) as speaker on speaker.said = passage.said
          where passage.write_up = write_up.thing and speaker.person = notice.person and not sealed), '[]'))`
    },
    get read() {
      return sql<boolean>`not exists (
        select from passage join (${speakersAsked()}) as speaker on speaker.said = passage.said
        where passage.write_up = notice.cause and speaker.person = notice.person and answer is null and left_out is null)`
    },
    drawn: (found: Found) => ({
      title: found.titled.title,
      lang: found.titled.lang,
      line: line(found.by || t('notices.somebody')),
      ...(found.quoted.length > 0 && {
        words: quotedRead(found.quoted),
        answer: quotedAnswer(found.ref, found.quoted),
      }),
      place: talkOf(found.kind)?.closed
        ? url`/write-ups/${found.ref}/consent`
        : url`/${talkOf(found.kind)?.noun ?? ''}/${found.source}`,
      href: url`/write-ups/${found.ref}/consent`,
    }),
  })

export const quotedNotice: NoticeKind = asking('quoted', 'passages.asked', (name) =>
  t('writeup.noticeAsked', { name }),
)
export const quotedAgainNotice: NoticeKind = asking('quoted-again', 'passages.waiting', (name) =>
  t('writeup.noticeAgain', { name }),
)

/** To whoever keeps a record true: what it quotes was taken from sight where it was said; told as long as they have not looked. */
export const quotedHiddenNotice: NoticeKind = noticeKind({
  kind: 'quoted-hidden',
  to: 'quoted.hidden',
  recurs: true,
  hearers: ({ record }) => sql`
    select custodianship.person, record.thing, record.thing as cause, null::bigint as community, null::bigint as actor,
      'waits' as why, 'needs' as basis, (select extract(epoch from max(since))::bigint from (${hiddenWords()}) as one) as occasion
    from custodianship join record on record.thing = custodianship.record
    where record.thing = ${record} and custodianship.since is not null and ended is null and exists (${hiddenWords()})`,
  from: sql`
    from record join thing as own on own.id = record.thing join version on version.id = record.current where record.thing = notice.cause`,
  asked: sql`json_build_object('ref', own.ref, 'title', version.content -> 'title')`,
  get read() {
    return sql<boolean>`not exists (select from record where record.thing = notice.cause and exists (${hiddenWords()}))`
  },
  drawn: ({ ref, title }: { ref: Ref; title: Text }) => {
    const shown = pick(title.texts, title.original)!
    return {
      ...{ title: shown.text, lang: shown.lang },
      line: t('writeup.noticeHidden'),
      place: recordUrl({ ref, content: { title } }),
      href: url`/records/${ref}/confirmation`,
    }
  },
})

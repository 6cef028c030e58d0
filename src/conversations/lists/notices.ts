import { sql } from 'kysely'
import { reader } from '../../base/i18n/reader.ts'
import { inReach, t } from '../../base/i18n/t.ts'
import type { Text } from '../../base/text.ts'
import { type NoticeKind, noticeKind } from '../../base/things/noticing.ts'
import { inTerm } from '../../communities/reading.ts'
import { url } from '../../ui/url.ts'
import './asking-out.ts'
import './authors.ts'
import { listAnswer } from './by-mail.ts'

/** Messages of a list may be theirs, by their address: they say whether. */
export const listNotice: NoticeKind = noticeKind({
  kind: 'list-offered',
  to: 'list.offered',
  recurs: true,
  hearers: ({ author }) => sql`
    -- Thousands may be asked at once: gathered with what is new in the community, and no letter of its own.
    select offered_to as person, community as thing, community as cause, community, null::bigint as actor, 'waits' as why, 'community' as basis, id as occasion
    from mail_author where id = ${author} and offered_to is not null`,
  from: sql`from mail_author join community on community.thing = mail_author.community
    where mail_author.id = notice.occasion and mail_author.person is null and declined is null and wish is null and offered_to = notice.person`,
  asked: sql`json_build_object('id', mail_author.id, 'name', community.name, 'count', (select count(*) from post where post.mail_author = mail_author.id))`,
  read: sql`exists (select from mail_author where mail_author.id = notice.occasion and (mail_author.person is not null or declined is not null))`,
  drawn: ({ id, name, count }: { id: number; name: Text; count: number }) => ({
    title: inReach(name).text,
    lang: inReach(name).lang ?? reader().lang,
    line: t('lists.offeredNotice', { count }),
    answer: listAnswer(id),
    place: url`/lists/mine`,
    href: url`/lists/mine`,
  }),
})

/** Somebody from outside asks to be taken off a list, where nobody else waits for an answer. */
export const listRequestNotice: NoticeKind = noticeKind({
  kind: 'list-request',
  to: 'list.asked',
  recurs: true,
  hearers: ({ request, first }) => sql`
    select person, list_request.community as thing, list_request.community as cause, list_request.community, null::bigint as actor, 'waits' as why, 'needs' as basis, list_request.id as occasion
    from list_request join community_role on community_role.community = list_request.community
    where list_request.id = ${request} and ${first} and role = 'facilitator' and ${inTerm}`,
  from: sql`from list_request join community on community.thing = list_request.community where list_request.id = notice.occasion`,
  asked: sql`json_build_object('slug', slug, 'name', community.name)`,
  read: sql`exists (select from list_request where list_request.id = notice.occasion and answered is not null)`,
  drawn: ({ slug, name }: { slug: string; name: Text }) => {
    const requests = url`/communities/${slug}/lists/requests`
    return {
      ...{ title: inReach(name).text, lang: inReach(name).lang ?? reader().lang },
      ...{ line: t('lists.requestNotice'), place: requests, href: requests },
    }
  },
})

import { sql } from 'kysely'
import { reader } from '../base/i18n/reader.ts'
import { formatDate, inReach, t } from '../base/i18n/t.ts'
import { inTermOf } from '../base/in-term.ts'
import type { Text } from '../base/text.ts'
import { type NoticeKind, noticeKind } from '../base/things/noticing.ts'
import { today } from '../base/today.ts'
import type { CommunityRole } from '../communities/community.ts'
import { pausedIn } from '../communities/deeds.ts'
import { inTerm } from '../communities/reading.ts'
import type { Definition } from '../instruments/definition.ts'
import { url } from '../ui/url.ts'
import { checkAnswer, questionsRead } from './by-mail.ts'
import './checking.ts'

/** Of a `membership`: whoever belongs has this role too. */
const hasRole = (role: CommunityRole) => sql`exists (select from community_role
  where community_role.community = membership.community and community_role.person = membership.person and role = ${role} and ${inTerm})`

interface Found {
  slug: string
  name: Text
  ends: string
  check: number
  definition: Definition
}

/** Members are asked how their community is: once, and as long as they have not answered. */
export const checkNotice: NoticeKind = noticeKind({
  kind: 'health-check',
  to: 'health-check.begun',
  recurs: true,
  hearers: ({ check }) => sql`
    select membership.person, membership.community as thing, membership.community as cause, membership.community,
      health_check.by as actor, 'member' as why, 'needs' as basis, health_check.id as occasion
    from health_check join membership using (community)
    where health_check.id = ${check} and standing = 'member' and membership.ended is null
      and (${hasRole('facilitator')} or not (${hasRole('sponsor')} or exists (
        select from community join representative on representative.organisation = community.sponsor
        where community.thing = membership.community and representative.person = membership.person and ${inTermOf('representative')})))
      and ${pausedIn(sql`membership.person`, sql`membership.community`)} is null`,
  from: sql`from health_check join community on community.thing = health_check.community
    where health_check.id = notice.occasion and health_check.ended is null and ends >= ${today()}::date`,
  asked: sql`json_build_object('slug', slug, 'name', name, 'ends', ends, 'check', health_check.id,
    'definition', (select definition from edition where edition.id = health_check.edition))`,
  read: sql`exists (select from health_answered where health_check = notice.occasion and health_answered.person = notice.person)`,
  drawn: ({ slug, name, ends, check, definition }: Found) => {
    const { text, lang } = inReach(name)
    const place = url`/communities/${slug}/health`
    return {
      title: text,
      lang,
      line: t('health.notice', { day: formatDate(ends) }),
      words: { lang: reader().lang, text: questionsRead(definition) },
      answer: checkAnswer(check, definition),
      place,
      href: url`/communities/${slug}/health/check`,
    }
  },
})

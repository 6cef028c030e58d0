import { firstWords } from '../base/first-words.ts'
import { formatDate, inReach, t } from '../base/i18n/t.ts'
import type { Ref } from '../base/ids.ts'
import { site } from '../ui/site.ts'
import { type Url, url } from '../ui/url.ts'
import type { Pending } from './pending.ts'
import { unsubscribeUrl, type Way } from './unsubscribing.ts'
import { toldOf, whyName } from './words.ts'

/** A letter in the reader's language. */
export interface Letter {
  subject: string
  body: string
  headers: Record<string, string>
}

/** In characters: of one that goes by itself, and of each that is gathered. */
const most = { words: 4_000, opening: 240, gathered: 40 }

const whole = (address: Url): string => site().origin + address

/** What happened, what was said, the one page to go to, why it came and the way out. */
export function single(person: { ref: Ref }, one: Pending): Letter {
  const told = toldOf(one)
  const way: Way =
    one.basis === 'community' && one.community
      ? { from: 'community', thing: one.community.ref }
      : one.isThread
        ? { from: 'thread', thing: one.ref }
        : { from: 'mail' }
  return {
    subject: told.title,
    body: [
      told.line,
      placeName(one, told.title),
      ...(told.words ? [firstWords(told.words.text, most.words)] : []),
      `${t('notices.mailRead')}\n${whole(told.href)}`,
      [
        whyName(one.why),
        stopWords(way),
        whole(unsubscribeUrl(person.ref, way)),
        t('notices.mailChoose'),
        whole(url`/notices/choices`),
      ].join('\n'),
    ].join('\n\n'),
    headers: {
      ...listed(one.community?.slug ?? 'notices', unsubscribeUrl(person.ref, way)),
      // One conversation in the reader's mail program.
      References: `<${one.ref}@${host()}>`,
      'In-Reply-To': `<${one.ref}@${host()}>`,
    },
  }
}

/** What was gathered for somebody, by place: since a day, or because it was so much at once. */
export function gathered(
  person: { ref: Ref },
  period: 'each' | 'daily' | 'weekly',
  day: string,
  all: Pending[],
): Letter {
  const out = unsubscribeUrl(person.ref, { from: 'mail' })
  const shown = all.slice(0, most.gathered)
  const places = [...Map.groupBy(shown, ({ thing }) => thing).values()].map((some) =>
    [
      placeName(some[0]!, toldOf(some[0]!).title),
      ...some.map((one) => {
        const { line, words, href } = toldOf(one)
        const opening = words && firstWords(words.text.replace(/\s+/g, ' ').trim(), most.opening)
        return [`- ${line}`, ...(opening ? [`  ${opening}`] : []), `  ${whole(href)}`].join('\n')
      }),
    ].join('\n'),
  )
  const values = { count: all.length, site: site().name, day: formatDate(day) }
  return {
    subject:
      period === 'each'
        ? t('notices.manySubject', values)
        : period === 'daily'
          ? t('notices.dailySubject', values)
          : t('notices.weeklySubject', values),
    body: [
      ...places,
      ...(all.length > shown.length ? [t('notices.mailMore', { count: all.length - shown.length })] : []),
      `${t('notices.mailAll')}\n${whole(url`/notices`)}`,
      [
        period === 'each'
          ? t('notices.whyMany')
          : period === 'daily'
            ? t('notices.whyDaily')
            : t('notices.whyWeekly'),
        t('notices.mailStopAll'),
        whole(out),
        t('notices.mailChoose'),
        whole(url`/notices/choices`),
      ].join('\n'),
    ].join('\n\n'),
    headers: listed('digest', out),
  }
}

const stopWords = ({ from }: Way): string =>
  from === 'thread'
    ? t('notices.mailStopThread')
    : from === 'community'
      ? t('notices.mailStopCommunity')
      : t('notices.mailStopAll')

const placeName = ({ community }: Pending, title: string): string =>
  community ? t('notices.inCommunity', { title, community: inReach(community.name).text }) : title

const host = (): string => (URL.canParse(site().origin) ? new URL(site().origin).hostname : 'localhost')

/** What a mail program reads of a list: its name (RFC 2919), and the way out in one click (RFC 8058). */
const listed = (list: string, out: Url): Record<string, string> => ({
  'List-Id': `<${list}.${host()}>`,
  'List-Unsubscribe': `<${whole(out)}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

import { inReach, t } from '../../base/i18n/t.ts'
import { site } from '../../ui/site.ts'
import { opening } from '../../vocabularies/opening.ts'
import type { Happening } from './happening.ts'
import { type HookKind, most } from './hook.ts'
import { doneBy } from './names.ts'

type Chat = Exclude<HookKind, 'signed'>

/** What a chat is told: each what happened with its place, and how much more there was. */
export interface ChatMessage {
  all: Pick<Happening, 'event' | 'title' | 'by' | 'words' | 'address'>[]
  /** Beyond what is shown. */
  more: number
  /** It gathers a day. */
  daily: boolean
}

/** Breaks what a chat would make a link or a call to everybody of: nobody who writes here may do that there. */
const harmless = (words: string): string =>
  words
    .replace(/[[\p{Cc}\p{Cf}]--[\u200c\u200d]]+/gv, ' ')
    .replace(/:\/\//g, ':\u200b//')
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}\u200b.`)
    .replace(/@(?=[\p{L}\p{N}_])/gu, '@\u200b')

/** Slack reads `&`, `<` and `>` as control characters (docs.slack.dev, formatting message text). */
const forSlack = (words: string): string =>
  harmless(words)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[*_~`]/g, (mark) => `\u200b${mark}\u200b`)

const forMattermost = (words: string): string => harmless(words).replace(/[\\`*_{}[\]()#+\-.!|<>~:]/g, '\\$&')

interface Line {
  /** Who did what: "Amina asked". */
  did: string
  title: string
  words: string
  href: string
}

const lineOf = ({ event, title, by, words, address }: ChatMessage['all'][number]): Line => ({
  did: doneBy(event, by),
  title: inReach(title).text,
  words: words ? opening(inReach(words).text) : '',
  href: site().origin + address,
})

const gathered = ({ daily, all, more }: ChatMessage): string =>
  daily ? t('hooks.chatDaily', { site: site().name, count: all.length + more }) : ''

const beyond = ({ more }: ChatMessage): string => (more > 0 ? t('hooks.chatMore', { count: more }) : '')

function slack(message: ChatMessage): object {
  const text = [
    forSlack(gathered(message)),
    ...message.all
      .map(lineOf)
      .map(({ did, title, words, href }) =>
        [`*<${href}|${forSlack(title)}>*`, forSlack(did), forSlack(words)].filter(Boolean).join('\n'),
      ),
    forSlack(beyond(message)),
  ]
  // `parse` and `link_names`: nothing that only looks like a name or an address becomes one.
  return { text: text.filter(Boolean).join('\n\n'), parse: 'none', link_names: false, unfurl_links: false }
}

function mattermost(message: ChatMessage): object {
  const text = [
    forMattermost(gathered(message)),
    ...message.all
      .map(lineOf)
      .map(({ did, title, words, href }) =>
        [`**[${forMattermost(title)}](${href})**`, forMattermost(did), forMattermost(words)]
          .filter(Boolean)
          .join('\n'),
      ),
    forMattermost(beyond(message)),
  ]
  return { text: text.filter(Boolean).join('\n\n') }
}

/** An Adaptive Card in the envelope that the workflow "when a webhook request is received" takes. Runs of text hold no Markdown. */
function teams(message: ChatMessage): object {
  const lines = message.all.map(lineOf)
  const body = [
    ...(message.daily ? [block(run(gathered(message), { weight: 'bolder' }))] : []),
    ...lines.flatMap(({ did, title, words, href }) => [
      {
        ...block(
          run(title, {
            weight: 'bolder',
            size: 'medium',
            selectAction: { type: 'Action.OpenUrl', url: href },
          }),
        ),
        separator: true,
      },
      block(run(did, { isSubtle: true })),
      ...(words ? [block(run(words))] : []),
    ]),
    ...(message.more > 0 ? [block(run(beyond(message)))] : []),
  ]
  const [only] = lines
  return card(
    body,
    lines.length === 1 && only
      ? [{ type: 'Action.OpenUrl', title: t('hooks.chatRead'), url: only.href }]
      : [],
  )
}

const run = (text: string, more: object = {}) => ({ type: 'TextRun', text: harmless(text), ...more })
const block = (...inlines: object[]) => ({ type: 'RichTextBlock', inlines })

const card = (body: object[], actions: object[] = []): object => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body,
        ...(actions.length > 0 && { actions }),
      },
    },
  ],
})

const shapes: Record<Chat, (message: ChatMessage) => object> = { slack, teams, mattermost }

/** What is posted to a chat of this kind, in the reader's words. */
export const chatBody = (kind: Chat, all: ChatMessage['all'], daily: boolean): object =>
  shapes[kind]({ all: all.slice(0, most.lines), more: Math.max(0, all.length - most.lines), daily })

/** That it is a test, and nothing else. */
export function chatTest(kind: Chat): object {
  const text = t('hooks.chatTest', { site: site().name })
  if (kind === 'slack') return { text: forSlack(text) }
  if (kind === 'mattermost') return { text: forMattermost(text) }
  return card([block(run(text))])
}

import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Saying } from '../../../base/things/talk.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Heard } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { plainWords } from '../../../vocabularies/plain-words.ts'
import { type Choosing, nameOf } from '../choosing.ts'

/** What was said, page by page, to choose passages from. */
export const ChoosePage = (props: Choosing & { attempt?: Attempt }): JSX.Element => {
  const { talk, head, page, sayings, attempt } = props
  const chosen = attempt ? new Set([attempt.values.chosen ?? []].flat()) : props.chosen
  return (
    <Page title={t('writeup.writeUp')} unlisted levels={[{ name: head.title, href: head.href }]}>
      <header class="stack gap-2">
        <h1 class="title">{t('writeup.writeUp')}</h1>
        <p class="lead narrow-text">{t('writeup.chooseWords')}</p>
        {props.chosen.size > 0 && <p class="soft">{t('writeup.chosen', { count: props.chosen.size })}</p>}
      </header>
      <form class="stack gap-4" method="post" action={url`/${talk.noun}/${head.ref}/write-up`}>
        <Faults attempt={attempt} />
        <input type="hidden" name="page" value={String(page)} />
        {sayings.length === 0 && (
          <Empty next={{ href: head.href, words: t('writeup.toTalk') }}>{t('writeup.nothingSaid')}</Empty>
        )}
        {[...Map.groupBy(sayings, ({ ref }) => ref).values()].map((some) => (
          <SaidTogether sayings={some} chosen={chosen} />
        ))}
        <div class="row gap-2">
          {page > 1 && <Go act="before">{t('writeup.pageBefore')}</Go>}
          {page < head.pages && <Go act="next">{t('writeup.pageNext')}</Go>}
          <button class="button" type="submit" name="act" value="on">
            {t('writeup.goOn')}
          </button>
          <span class="soft">{t('writeup.pageOf', { page, pages: head.pages })}</span>
        </div>
      </form>
    </Page>
  )
}

const Go = ({ act, children }: { act: string; children: string }): JSX.Element => (
  <button class="button quiet" type="submit" name="act" value={act}>
    {children}
  </button>
)

/** The paragraphs of one post. */
const SaidTogether = ({ sayings, chosen }: { sayings: Saying[]; chosen: Set<string> }): JSX.Element => {
  const [first] = sayings as [Saying]
  return (
    <fieldset class="stack gap-2 rowed">
      <legend>{first.by ?? t('writeup.unnamed')}</legend>
      {sayings.map((one) => (
        <label class="choice">
          <input type="hidden" name="shown" value={nameOf(one)} />
          <input type="checkbox" name="chosen" value={nameOf(one)} checked={chosen.has(nameOf(one))} />
          <span>
            <Heard lang={one.lang}>{plainWords(one.words)}</Heard>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

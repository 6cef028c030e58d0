import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Time } from '../../../ui/parts/Time.tsx'
import { Label, Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { answerName, leftOutName } from '../names.ts'
import type { Progress } from '../progress.ts'
import { isIn, isWaiting, type Passage } from '../write-up.ts'

/** What those said whom a draft quotes, for whoever writes it. */
export const ProgressPage = ({ one, passages, source, until }: Progress): JSX.Element => {
  const waiting = passages.filter(isWaiting).length
  return (
    <Page title={t('writeup.asked')} unlisted>
      <header class="stack gap-2">
        <h1 class="title">{t('writeup.asked')}</h1>
        {source && (
          <p class="lead">
            <a href={source.href}>
              <Words text={source.title} />
            </a>
          </p>
        )}
        <p>
          {one.record ? (
            <a href={url`/records/${one.record}`}>{t('writeup.toRecord')}</a>
          ) : (
            <a href={url`/drafts/${one.draft?.ref ?? ''}`}>{t('writeup.toDraft')}</a>
          )}
        </p>
      </header>
      {waiting > 0 && !one.record && (
        <section class="stack gap-2">
          <p>
            {t('writeup.waiting', { count: waiting })} {t('writeup.until')}
            {t('ui.colon')}
            <Time of={until.toISOString().slice(0, 10)} />
          </p>
          <form method="post" action={url`/write-ups/${one.ref}/going-on`}>
            <button class="button quiet" type="submit">
              {t('writeup.goOnWithout')}
            </button>
          </form>
        </section>
      )}
      <ul class="stack gap-4">
        {passages.map((passage) => (
          <li class="rowed stack gap-2">
            <PassageState passage={passage} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

const PassageState = ({ passage }: { passage: Passage }): JSX.Element => (
  <>
    <div class="row gap-2">
      <strong>{passage.by ?? t('writeup.unnamed')}</strong>
      <Tag tone={isIn(passage) ? 'ok' : isWaiting(passage) ? 'tacit' : 'problem'}>
        {passage.leftOut
          ? leftOutName(passage.leftOut)
          : passage.answer
            ? answerName(passage.answer)
            : t('writeup.waits')}
      </Tag>
    </div>
    {passage.label && (
      <p class="soft">
        <Label of={passage.label} />
      </p>
    )}
    <blockquote>
      <Markdown lang={passage.lang} text={passage.words} />
    </blockquote>
  </>
)

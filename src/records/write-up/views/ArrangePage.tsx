import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import { talkOf } from '../../../base/things/talk.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Choices, Faults, Pick } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Label } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { Arrangement } from '../arranging.ts'
import { ArrangedPassage } from './ArrangedPassage.tsx'

export type ArrangeProps = Arrangement & { attempt?: Attempt }

/** The passages that were chosen, to be put under the questions of a questionnaire. */
export const ArrangePage = (props: ArrangeProps): JSX.Element => {
  const { one, head, passages, questions, attempt } = props
  const chooseMore = url`/${talkOf(one.source.kind)?.noun ?? ''}/${one.source.ref}/write-up`
  return (
    <Page title={t('writeup.arrange')} unlisted levels={[{ name: head.title, href: head.href }]}>
      <header class="stack gap-2">
        <h1 class="title">{t('writeup.arrange')}</h1>
        <p class="lead narrow-text">{t('writeup.arrangeWords')}</p>
        <p>
          <a href={chooseMore}>{t('writeup.chooseMore')}</a>
        </p>
      </header>
      <Faults attempt={attempt} />
      {passages.length === 0 ? (
        <Empty next={{ href: chooseMore, words: t('writeup.choose') }}>{t('writeup.noneChosen')}</Empty>
      ) : (
        <>
          <Instrument {...props} />
          {questions.length > 0 && <Passages {...props} />}
        </>
      )}
      <form method="post" action={url`/write-ups/${one.ref}/removal`}>
        <button class="button grave" type="submit">
          {t('writeup.giveUp')}
        </button>
      </form>
    </Page>
  )
}

const Instrument = ({ one, head, instruments, attempt }: ArrangeProps): JSX.Element => {
  const chosen = instruments.find(({ slug }) => slug === one.instrument)
  return (
    <details class="asking" open={!chosen || attempt?.values.instrument !== undefined}>
      <summary class="button quiet">
        {chosen ? (
          <>
            {t('writeup.writtenAs')}
            {t('ui.colon')}
            <Label of={chosen.title} fallback={chosen.slug} />
          </>
        ) : (
          t('writeup.chooseInstrument')
        )}
      </summary>
      <form class="form" method="post" action={url`/write-ups/${one.ref}/instrument`}>
        <Choices
          name="instrument"
          label={t('writeup.asWhat')}
          chosen={[attempt?.values.instrument ?? one.instrument ?? []].flat()}
          choices={instruments.map(({ slug, title, summary }) => ({
            value: slug,
            label: <Label of={title} fallback={slug} />,
            help: summary && <Label of={summary} />,
          }))}
        />
        <Pick
          name="lang"
          label={t('writeup.inWhichLanguage')}
          value={String(attempt?.values.lang ?? one.lang ?? head.lang)}
          choices={languageChoices()}
        />
        <button class="button" type="submit">
          {t('writeup.chooseIt')}
        </button>
      </form>
    </details>
  )
}

const Passages = ({ one, passages, questions, attempt }: ArrangeProps): JSX.Element => (
  <form class="stack gap-4" method="post" action={url`/write-ups/${one.ref}/arrangement`}>
    <input type="hidden" name="revision" value={String(one.revision)} />
    {passages.map((passage, i) => (
      <ArrangedPassage
        passage={passage}
        source={one.source}
        nth={i + 1}
        of={passages.length}
        questions={questions}
        attempt={attempt?.values[`words-${passage.ref}`] === undefined ? undefined : attempt}
      />
    ))}
    <p class="narrow-text soft">{t('writeup.draftWords')}</p>
    <div class="row gap-2">
      <button class="button quiet" type="submit" name="act" value="stay">
        {t('writeup.save')}
      </button>
      <button class="button" type="submit" name="act" value="draft">
        {t('writeup.makeDraft')}
      </button>
    </div>
  </form>
)

import type { Attempt } from '../../../base/http/form.ts'
import { formatNumber, label, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Upload } from '../../../ui/parts/Upload.tsx'
import { Label } from '../../../ui/parts/Words.tsx'
import { type Url, url } from '../../../ui/url.ts'
import { nameOfDraft } from '../../writing/naming.ts'
import { mostMegabytes, mostSeconds } from '../story.ts'
import type { VoiceView } from '../telling.ts'
import { Voice } from './Voice.tsx'

/** One question, large, and a way to say the answer. */
export const VoicePage = ({
  draft,
  asked,
  recorded,
  here,
  attempt,
}: VoiceView & { here: Url; attempt?: Attempt }): JSX.Element => (
  <Page
    title={t('telling.sayIt')}
    unlisted
    levels={[
      { name: t('telling.tell'), href: url`/tell` },
      { name: nameOfDraft(draft), href: url`/drafts/${draft.ref}/telling` },
    ]}
  >
    <header class="stack gap-2">
      <h1 class="title">
        <Label of={asked.question.label} />
      </h1>
      {asked.question.help && (
        <p class="lead narrow-text">
          <Label of={asked.question.help} />
        </p>
      )}
    </header>
    <Faults attempt={attempt} />
    {recorded && (
      <section class="stack gap-3">
        <h2>{t('telling.asSaid')}</h2>
        <Voice recorded={recorded} label={label(asked.question.label)} />
        <form method="post" action={`${here}/removal` as Url}>
          <button class="button quiet" type="submit">
            {t('telling.deleteSound')}
          </button>
        </form>
      </section>
    )}
    <section class="stack gap-4">
      {recorded && <h2>{t('telling.sayAgain')}</h2>}
      <form
        class="form telling"
        id="voice"
        method="post"
        enctype="multipart/form-data"
        action={here}
        novalidate
      >
        <Pick
          {...typed(attempt, 'lang')}
          label={t('telling.spokenIn')}
          value={[attempt?.values.lang || recorded?.lang || draft.lang].flat()[0]}
          choices={languageChoices()}
        />
        <voice-recorder
          src={here}
          longest={String(mostSeconds)}
          largest={String(mostMegabytes * 1_000_000)}
          with="voice"
          data-record={t('telling.record')}
          data-pause={t('telling.pause')}
          data-go-on={t('telling.goOnRecording')}
          data-end={t('telling.endRecording')}
          data-again={t('telling.recordAgain')}
          data-delete={t('telling.deleteSound')}
          data-send={t('telling.send')}
          data-recording={t('telling.isRecording')}
          data-paused={t('telling.isPaused')}
          data-ended={t('telling.listenFirst')}
          data-sending={t('telling.isSending')}
          data-waits={t('telling.waits')}
          data-refused={t('telling.wasRefused')}
          data-none={t('telling.noMicrophone')}
          data-listen={t('telling.asSaid')}
        />
        <Upload
          name="sound"
          accept="audio/*"
          capture="user"
          optional="unsaid"
          label={t('telling.orFile')}
          help={t('telling.orFileHelp', {
            megabytes: formatNumber(mostMegabytes),
            minutes: formatNumber(mostSeconds / 60),
          })}
        />
        <button class="button quiet" type="submit">
          {t('telling.sendFile')}
        </button>
      </form>
    </section>
    <p>
      <a class="action" href={url`/drafts/${draft.ref}/telling`}>
        {t('telling.backToStory')}
      </a>
    </p>
  </Page>
)

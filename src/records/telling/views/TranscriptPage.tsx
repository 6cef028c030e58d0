import type { Attempt } from '../../../base/http/form.ts'
import { direction } from '../../../base/i18n/reader.ts'
import { label, t } from '../../../base/i18n/t.ts'
import { pick } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { ToWriteDown } from '../transcripts.ts'
import { Player } from './Voice.tsx'

/** A recording, and under it what is said in it, in the language that is spoken. */
export const TranscriptPage = ({
  recorded,
  label: asked,
  thing,
  title,
  lang,
  mayWrite,
  tends,
  service,
  attempt,
}: ToWriteDown & { service?: string | undefined; attempt?: Attempt | undefined }): JSX.Element => {
  const { transcript } = recorded
  const said = [attempt?.values.lang ?? transcript?.lang ?? recorded.lang].flat()[0]!
  return (
    <Page
      title={t('telling.writeItDown')}
      unlisted
      levels={[
        {
          name: pick(title, lang)?.text ?? t('telling.unnamedStory'),
          href: thing.kind === 'record' ? url`/records/${thing.ref}` : url`/drafts/${thing.ref}/telling`,
        },
      ]}
    >
      <header class="stack gap-2">
        <h1 class="title">{t('telling.writeItDown')}</h1>
        <p class="lead narrow-text">{t('telling.writeItDownWords')}</p>
      </header>
      <section class="stack gap-3">
        <h2>{label(asked)}</h2>
        <Player recorded={recorded} label={label(asked)} />
      </section>
      <Faults attempt={attempt} />
      {transcript?.machine && (
        <Notice tone="problem">
          <p>{t('telling.readMachineFirst')}</p>
        </Notice>
      )}
      {service && (
        <form class="stack gap-2" method="post" action={url`/recordings/${recorded.ref}/transcript/hearing`}>
          <button class="button quiet" type="submit" aria-describedby="hearing-help">
            {t('hearing.ask')}
          </button>
          <p class="help" id="hearing-help">
            {t('hearing.help', { service })}
          </p>
        </form>
      )}
      {mayWrite ? (
        <form
          class="form telling"
          method="post"
          action={url`/recordings/${recorded.ref}/transcript`}
          novalidate
        >
          <input type="hidden" name="seen" value={String(transcript?.id ?? '')} />
          <Pick
            {...typed(attempt, 'lang')}
            label={t('telling.writtenIn')}
            value={said}
            choices={languageChoices()}
          />
          <Lines
            {...typed(attempt, 'words')}
            value={[attempt?.values.words ?? transcript?.words ?? ''].flat()[0]}
            label={t('telling.whatIsSaid')}
            help={tends && transcript ? t('telling.emptyTakesAway') : undefined}
            rows={12}
            spoken={{ lang: said, dir: direction(said) }}
            optional="unsaid"
          />
          <button class="button" type="submit">
            {t('telling.keepWritten')}
          </button>
        </form>
      ) : (
        <Notice>
          <p>{t('telling.writtenAlready')}</p>
        </Notice>
      )}
      {transcript && attempt && (
        <section class="stack gap-2">
          <h2>{t('telling.standsNow')}</h2>
          <p>
            <Said lang={transcript.lang}>{transcript.words}</Said>
          </p>
        </section>
      )}
    </Page>
  )
}

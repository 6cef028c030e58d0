import { t } from '../../base/i18n/t.ts'
import type { Child, JSX } from '../../ui/jsx/elements.ts'
import { Markdown } from '../../ui/parts/Markdown.tsx'

/** Words as they are about to be said. */
export interface Preview {
  body: string
  lang: string
}

/** What was written as it will stand there. */
export const Previewed = ({ of }: { of: Preview | undefined }): JSX.Element | null =>
  of ? (
    <section class="card" id="preview" tabindex={-1} aria-label={t('conversations.preview')}>
      <h2>{t('conversations.preview')}</h2>
      <Markdown text={of.body} lang={of.lang} />
    </section>
  ) : null

/** The buttons under what is written: to send it, to look at it first, and to keep it for later where that can be. */
export const Send = ({ children, once }: { children: Child; once?: string }): JSX.Element => (
  <div class="row gap-3">
    <button class="button" type="submit" name="act" value="send">
      {children}
    </button>
    <button class="button quiet" type="submit" name="act" value="preview" data-turbo="false">
      {t('conversations.preview')}
    </button>
    {once && (
      <>
        <input type="hidden" name="once" value={once} />
        <button class="button quiet" type="submit" name="act" value="keep">
          {t('conversations.keepForLater')}
        </button>
        <unsent-keeper
          class="soft"
          data-saved={t('conversations.savedThere')}
          data-kept={t('conversations.keptHere')}
          data-waits={t('conversations.waitsForLine')}
        />
      </>
    )}
  </div>
)

import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { PlacedPost } from '../../conversations/reading.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { Markdown } from '../../ui/parts/Markdown.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { url } from '../../ui/url.ts'
import type { Unsealing } from '../unsealing.ts'
import { ReasonField } from './MeasureFields.tsx'

/** To ask that a name be known which was left out. */
export const UnsealPage = ({ post, attempt }: { post: PlacedPost; attempt?: Attempt }): JSX.Element => (
  <Page title={t('moderation.unseal')} unlisted>
    <h1>{t('moderation.unseal')}</h1>
    <p>{t('moderation.unsealWords')}</p>
    <form class="form" method="post" action={url`/unsealings`} novalidate>
      <Faults attempt={attempt} />
      <input type="hidden" name="post" value={post.ref} />
      <ReasonField attempt={attempt} />
      <button class="button grave" type="submit">
        {t('moderation.unsealAsk')}
      </button>
    </form>
  </Page>
)

/** It was asked: the same words whatever comes of it. */
export const UnsealedPage = ({ post }: { post: string }): JSX.Element => (
  <Page title={t('moderation.unsealAsked')} unlisted>
    <h1>{t('moderation.unsealAsked')}</h1>
    <p>{t('moderation.unsealAskedWords')}</p>
    <p>
      <a class="button quiet" href={url`/posts/${post}`}>
        {t('moderation.back')}
      </a>
    </p>
  </Page>
)

/** For one of the two who were drawn: the question, why its name should be known, and their yes or no. */
export const UnsealingPage = ({ one, attempt }: { one: Unsealing; attempt?: Attempt }): JSX.Element => (
  <Page title={t('moderation.unseal')} unlisted>
    <h1>{t('moderation.unseal')}</h1>
    <Faults attempt={attempt} />
    <blockquote>
      <h2>{one.title}</h2>
      <Markdown text={one.words} lang={one.lang} />
    </blockquote>
    <p>{t('moderation.because', { reason: one.reason })}</p>
    {one.opened ? (
      <Notice title={t('moderation.askedBy', { name: one.author ?? t('conversations.left') })} tone="tacit">
        {t('moderation.forYouTwo')}
      </Notice>
    ) : one.mine !== null ? (
      <Notice>{t('moderation.voiceKept')}</Notice>
    ) : (
      <form class="form" method="post" action={url`/unsealings/${one.id}`}>
        <p>{t('moderation.voiceWords')}</p>
        <div class="row gap-2">
          <button class="button grave" type="submit" name="yes" value="yes">
            {t('moderation.voiceYes')}
          </button>
          <button class="button quiet" type="submit" name="yes" value="no">
            {t('moderation.voiceNo')}
          </button>
        </div>
      </form>
    )}
  </Page>
)

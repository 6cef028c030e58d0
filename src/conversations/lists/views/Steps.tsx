import type { Attempt } from '../../../base/http/form.ts'
import { formatDate, t } from '../../../base/i18n/t.ts'
import type { Community } from '../../../communities/community.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import { type Archive, most } from '../archive.ts'
import { stateName } from '../names.ts'

export const Step = ({ to, words, grave }: { to: Url; words: string; grave?: boolean }): JSX.Element => (
  <form method="post" action={to} data-turbo="false">
    <button class={grave ? 'button grave' : 'button'} type="submit">
      {words}
    </button>
  </form>
)

interface OfArchive {
  community: Community
  archive: Archive
}

/** How far the worker is. The page looks again by itself, unless it is asked to keep still. */
export const Progress = ({ community, archive, still }: OfArchive & { still: boolean }): JSX.Element => {
  const { state, through, messages, ref } = archive
  const here = url`/communities/${community.slug}/lists/${ref}`
  return (
    <section class="notice explicit" role="status">
      <h2>{stateName(state)}</h2>
      {state !== 'reading' && (
        <>
          <progress max={Math.max(messages, 1)} value={through} aria-label={stateName(state)} />
          <p>{t('lists.progress', { through, messages })}</p>
        </>
      )}
      <p class="soft">{still ? t('lists.goesOn') : t('lists.refreshes')}</p>
      <div class="row">
        <a href={here}>{t('lists.lookAgain')}</a>
        {!still && (
          <a href={withQuery(here, new URLSearchParams(), { still: '1' })}>{t('lists.keepStill')}</a>
        )}
        {state === 'running' && (
          <Step to={url`/communities/${community.slug}/lists/${ref}/pause`} words={t('lists.pause')} />
        )}
      </div>
    </section>
  )
}

/** What was sent is gone: what came along stays, and what to do for the rest. */
export const Forgotten = ({ community, archive }: OfArchive): JSX.Element => {
  const { counts, ref } = archive
  return (
    <Notice title={t('lists.goneTitle')}>
      <p>{t('lists.filesGone', { days: most.days })}</p>
      <p>{t('lists.sendAgain')}</p>
      <div class="row">
        <a class="button" href={url`/communities/${community.slug}/lists/new`}>
          {t('lists.bringAgain')}
        </a>
        <Step
          to={url`/communities/${community.slug}/lists/${ref}/undoing`}
          words={counts.made > 0 ? t('lists.undo') : t('lists.giveUp')}
          grave
        />
      </div>
    </Notice>
  )
}

/** What would be brought along, and the start. */
export const Previewed = ({
  community,
  archive,
  attempt,
}: OfArchive & { attempt?: Attempt }): JSX.Element => (
  <Notice tone="ok" title={t('lists.statePreviewed')}>
    <p>
      {t('lists.would', { messages: archive.messages, threads: archive.threads, people: archive.people })}
    </p>
    <p>{t('lists.heldUntil', { day: formatDate(archive.until) })}</p>
    <form
      class="form"
      method="post"
      action={url`/communities/${community.slug}/lists/${archive.ref}/start`}
      novalidate
    >
      <Line
        {...typed(attempt, 'name')}
        label={t('lists.name')}
        value={typed(attempt, 'name').value ?? archive.name}
      />
      <Pick
        {...typed(attempt, 'lang')}
        label={t('lists.lang')}
        help={t('lists.langGuessed')}
        value={typed(attempt, 'lang').value ?? archive.lang}
        choices={languageChoices()}
      />
      <button class="button" type="submit">
        {t('lists.start')}
      </button>
    </form>
    <Step
      to={url`/communities/${community.slug}/lists/${archive.ref}/undoing`}
      words={t('lists.giveUp')}
      grave
    />
  </Notice>
)

import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { Quieted } from '../../people/quiet.ts'
import { Act } from '../../people/views/Act.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Choices, Faults, Line, typed } from '../../ui/parts/Fields.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { url } from '../../ui/url.ts'

interface QuietProps {
  all: Quieted[]
  /** By which post the reader came here to see less of somebody. */
  post?: string
  /** Whom they came from. */
  of?: string
  attempt?: Attempt
}

/** Whom the reader muted or blocked: seen by nobody else. */
export const QuietPage = ({ all, post, of, attempt }: QuietProps): JSX.Element => (
  <Page title={t('moderation.quiet')} unlisted levels={[{ name: t('people.account'), href: url`/account` }]}>
    <h1>{t('moderation.quiet')}</h1>
    <p>{t('moderation.quietWords')}</p>
    {all.length === 0 && <p class="soft">{t('moderation.nobodyQuiet')}</p>}
    <ul class="stack gap-2">
      {all.map(({ handle, name, how }) => (
        <li class="row apart">
          <span class="row gap-2">
            <bdi>{name}</bdi>
            <Tag>{how === 'muted' ? t('moderation.muted') : t('moderation.isBlocked')}</Tag>
          </span>
          <Act action={url`/account/quiet/end`} name={name} hidden={{ handle }}>
            {t('moderation.hearAgain')}
          </Act>
        </li>
      ))}
    </ul>
    <form class="form" method="post" action={url`/account/quiet`} novalidate>
      <Faults attempt={attempt} />
      {post ? (
        <>
          <input type="hidden" name="post" value={post} />
          <p>{t('moderation.whoWrote')}</p>
        </>
      ) : (
        <Line
          {...typed(attempt, 'handle')}
          value={typed(attempt, 'handle').value ?? of}
          label={t('moderation.handle')}
          help={t('moderation.handleHelp')}
        />
      )}
      <Choices
        name="how"
        label={t('moderation.how')}
        choices={[
          { value: 'muted', label: t('moderation.mute'), help: t('moderation.muteHelp') },
          { value: 'blocked', label: t('moderation.blockPerson'), help: t('moderation.blockHelp') },
        ]}
        chosen={[typed(attempt, 'how').value ?? 'muted']}
      />
      <button class="button" type="submit">
        {t('moderation.keep')}
      </button>
    </form>
    <p>
      <a href={url`/notices/choices`}>{t('moderation.quietThreads')}</a>
    </p>
  </Page>
)

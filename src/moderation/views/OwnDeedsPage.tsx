import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Feed } from '../../ui/parts/Feed.tsx'
import { Faults, Lines } from '../../ui/parts/Fields.tsx'
import { Tag } from '../../ui/parts/Tag.tsx'
import { Ago } from '../../ui/parts/Time.tsx'
import { Words } from '../../ui/parts/Words.tsx'
import { url } from '../../ui/url.ts'
import type { OwnDeed } from '../answering.ts'
import { deedSaid } from '../names.ts'

/** What moderators did that concerns the reader, with why, and the one answer to it. */
export const OwnDeedsPage = ({ deeds, attempt }: { deeds: OwnDeed[]; attempt?: Attempt }): JSX.Element => (
  <Page
    title={t('moderation.ownDeeds')}
    unlisted
    levels={[{ name: t('people.account'), href: url`/account` }]}
  >
    <h1>{t('moderation.ownDeeds')}</h1>
    <Faults attempt={attempt} />
    {deeds.length === 0 ? (
      <Empty next={{ href: url`/account`, words: t('people.account') }}>{t('moderation.noDeeds')}</Empty>
    ) : (
      <Feed>
        {deeds.map((deed) => (
          <One deed={deed} />
        ))}
      </Feed>
    )}
  </Page>
)

const One = ({ deed }: { deed: OwnDeed }): JSX.Element => (
  <li>
    <div class="stack gap-2">
      <p>{deedSaid(deed)}</p>
      {deed.reason && <p>{t('moderation.because', { reason: deed.reason })}</p>}
      <p class="row gap-2 soft">
        {deed.community && (
          <a href={url`/communities/${deed.community.slug}`}>
            <Words text={deed.community.name} />
          </a>
        )}
        {deed.over && <Tag>{t('moderation.over')}</Tag>}
        <Ago at={new Date(deed.at)} />
      </p>
      {deed.words && (
        <details>
          <summary>{t('moderation.yourWords')}</summary>
          <blockquote>{deed.words}</blockquote>
        </details>
      )}
      {deed.answer && <p class="soft">{t('moderation.youAnswered', { words: deed.answer })}</p>}
      {deed.mayAnswer && (
        <form class="form" method="post" action={url`/account/deeds/${deed.id}/answer`}>
          <Lines
            name="reason"
            id={`answer-${deed.id}`}
            label={t('moderation.answerOnce')}
            help={t('moderation.answerHelp')}
            rows={3}
          />
          <button class="button quiet" type="submit">
            {t('moderation.answer')}
          </button>
        </form>
      )}
    </div>
  </li>
)

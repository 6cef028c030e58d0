import type { Attempt } from '../../../base/http/form.ts'
import { t, tRich } from '../../../base/i18n/t.ts'
import type { Community } from '../../../communities/community.ts'
import { CommunityFrame } from '../../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Tag } from '../../../ui/parts/Tag.tsx'
import { Ago } from '../../../ui/parts/Time.tsx'
import { url } from '../../../ui/url.ts'
import type { HookOwner } from '../hook.ts'
import { most } from '../hook.ts'
import { hooksUrl, kindName, levelsOf, outcomeName } from '../names.ts'
import type { ListedHook } from '../reading.ts'
import { HookFields } from './HookFields.tsx'

interface HooksProps {
  owner: HookOwner
  hooks: ListedHook[]
  /** Whose they are, where they are of one. */
  community?: Community
  attempt?: Attempt
}

/** The hooks of a community, of somebody or of the site, and one more. */
export const HooksPage = ({ community, ...props }: HooksProps): JSX.Element =>
  community ? (
    <CommunityFrame community={community} tab="charter" title={t('hooks.hooks')} unlisted>
      <h2>{t('hooks.hooks')}</h2>
      <Hooks {...props} />
    </CommunityFrame>
  ) : (
    <Page title={t('hooks.hooks')} unlisted levels={levelsOf(props.owner)}>
      <h1>{t('hooks.hooks')}</h1>
      <Hooks {...props} />
    </Page>
  )

/** What they tell, and what never goes out by them. */
const seenBy = (owner: HookOwner): string => {
  if (owner.of === 'community') return t('hooks.wordsCommunity')
  return owner.of === 'person' ? t('hooks.wordsOwn') : t('hooks.wordsSite')
}

const Hooks = ({ owner, hooks, attempt }: Omit<HooksProps, 'community'>): JSX.Element => (
  <>
    <div class="stack gap-2 narrow-text">
      <p>{t('hooks.words')}</p>
      <p>{seenBy(owner)}</p>
      <p>{tRich<JSX.Element>('hooks.guide', { link: (words) => <a href={url`/api#write`}>{words}</a> })}</p>
    </div>
    <Faults attempt={attempt} />
    {hooks.length === 0 ? (
      <p class="soft">{t('hooks.none')}</p>
    ) : (
      <ul class="stack gap-3">
        {hooks.map((hook) => (
          <Listed hook={hook} />
        ))}
      </ul>
    )}
    {hooks.length < most.hooks && (
      <form
        class="form"
        method="post"
        action={hooksUrl(owner)}
        novalidate
        // Answered with a page that stands at no address of its own: what it shows is shown once.
        data-turbo="false"
      >
        <h2>{t('hooks.make')}</h2>
        <HookFields attempt={attempt} />
        <button class="button" type="submit">
          {t('hooks.make')}
        </button>
      </form>
    )}
  </>
)

const Listed = ({ hook }: { hook: ListedHook }): JSX.Element => (
  <li class="card stack gap-2">
    <span class="row gap-2">
      <a href={url`/hooks/${hook.id}`}>
        <strong>{hook.name}</strong>
      </a>
      <HookState hook={hook} />
    </span>
    <span class="soft">
      {kindName(hook.kind)} · <bdi dir="ltr">{hook.host}</bdi>
    </span>
    <span class="soft">
      {hook.last ? (
        <>
          {outcomeName(hook.last)} <Ago at={new Date(hook.last.at)} />
        </>
      ) : (
        t('hooks.neverTold')
      )}
    </span>
  </li>
)

/** Whether it is told, and if not why. */
export const HookState = ({ hook }: { hook: Pick<ListedHook, 'off' | 'failingSince'> }): JSX.Element => {
  if (hook.off) return <Tag>{t('hooks.off')}</Tag>
  return hook.failingSince ? (
    <Tag tone="problem">{t('hooks.failing')}</Tag>
  ) : (
    <Tag tone="ok">{t('hooks.isOn')}</Tag>
  )
}

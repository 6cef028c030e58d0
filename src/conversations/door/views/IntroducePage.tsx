import type { Attempt } from '../../../base/http/form.ts'
import { reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import { newRef, type Ref } from '../../../base/ids.ts'
import { mayTakePart } from '../../../communities/access.ts'
import { communityUrl } from '../../../communities/address.ts'
import type { Community } from '../../../communities/community.ts'
import { CommunityFrame } from '../../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Empty } from '../../../ui/parts/Empty.tsx'
import { Faults, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { Said } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'

/** A few lines of oneself, for those who are there. */
export const IntroduceForm = ({
  community,
  attempt,
}: {
  community: Community
  attempt?: Attempt
}): JSX.Element => (
  <form class="form" method="post" action={url`/communities/${community.slug}/introductions`} novalidate>
    <Faults attempt={attempt} />
    <Lines {...typed(attempt, 'body')} label={t('door.aFewLines')} help={t('door.aFewLinesHelp')} rows={4} />
    <Pick
      {...typed(attempt, 'lang')}
      value={typed(attempt, 'lang').value ?? reader().lang}
      label={t('conversations.inWhichLanguage')}
      choices={languageChoices()}
    />
    <input type="hidden" name="once" value={String(attempt?.values.once ?? newRef())} />
    <button class="button quiet" type="submit">
      {t('door.introduceMe')}
    </button>
  </form>
)

/** Where newcomers of a community say who they are. */
export const IntroducePage = ({
  community,
  there,
  attempt,
}: {
  community: Community
  there: { ref: Ref; title: string } | undefined
  attempt?: Attempt
}): JSX.Element => (
  <CommunityFrame community={community} tab="conversation" title={t('door.introductions')} unlisted>
    <h2>{t('door.introductions')}</h2>
    {there && (
      <p>
        <a href={threadUrl(there)}>
          <Said lang={reader().lang}>{there.title}</Said>
        </a>
      </p>
    )}
    {mayTakePart(community) ? (
      <IntroduceForm community={community} attempt={attempt} />
    ) : (
      <Empty next={{ href: communityUrl(community), words: t('conversations.joinToWrite') }}>
        {t('door.membersIntroduce')}
      </Empty>
    )}
  </CommunityFrame>
)

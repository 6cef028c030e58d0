import { t } from '../../base/i18n/t.ts'
import { communityUrl } from '../../communities/address.ts'
import type { Community } from '../../communities/community.ts'
import { CommunityFrame } from '../../communities/views/CommunityFrame.tsx'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'

/** For whoever is not in it: one word of three. */
export const OutsidePage = ({ community }: { community: Community }): JSX.Element => (
  <CommunityFrame community={community} tab="health" unlisted>
    <p class="lead">
      {community.rest === null
        ? t('health.isOpen')
        : community.rest === 'closed'
          ? t('health.isClosed')
          : t('health.isQuiet')}
    </p>
    <Empty next={{ href: communityUrl(community), words: t('health.toConversation') }}>
      {t('health.outside')}
    </Empty>
  </CommunityFrame>
)

import { t } from '../../base/i18n/t.ts'
import { namedAddress } from '../../base/mail/addresses.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { mayTakePart, mayTalk } from '../access.ts'
import type { Community } from '../community.ts'
import { type MailWay, MailWays, sayingWays } from './MailWays.tsx'

/** The addresses of a community, as far as they are of use to who reads; nothing where no mail reaches us. */
export const ByMail = ({ community }: { community: Community }): JSX.Element | null => {
  const { slug, state, rest, joining, mine } = community
  if (!namedAddress(slug) || state !== 'published' || rest === 'closed') return null
  const ways: MailWay[] = [
    ...way(mayTalk(community) || mine.standing === 'none', t('mailin.toBegin'), namedAddress(slug)),
    ...(mayTakePart(community) ? sayingWays(slug) : []),
    ...way(
      mine.standing === 'none' && joining !== 'invitation',
      t('mailin.toJoin'),
      namedAddress(slug, 'join'),
    ),
    ...way(mine.standing === 'member', t('mailin.toLeave'), namedAddress(slug, 'leave')),
  ]
  return (
    <section class="stack gap-2">
      <h2>{t('mailin.byMail')}</h2>
      <p class="soft">{t('mailin.byMailHelp')}</p>
      <MailWays ways={ways} />
    </section>
  )
}

const way = (is: boolean, words: string, address: string | undefined): MailWay[] =>
  is ? [[words, address]] : []

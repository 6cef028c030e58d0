import { inReach, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { agendaUrl } from '../address.ts'
import type { Agenda } from '../reading.ts'

interface OfCommunityProps {
  /** Whose page it is. */
  community: { slug: string }
  question: Agenda['questions'][number]
}

/** On the agenda of a programme: which of its communities asks. */
export const OfCommunity = ({
  community,
  question: { community: of },
}: OfCommunityProps): JSX.Element | null =>
  of.slug === community.slug ? null : (
    <p class="soft">
      <a href={agendaUrl(of)}>{t('practice.asksHere', { community: inReach(of.name).text })}</a>
    </p>
  )

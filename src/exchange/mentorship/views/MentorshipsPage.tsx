import { formatDate, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Said } from '../../../ui/parts/Words.tsx'
import { type Url, url, withQuery } from '../../../ui/url.ts'
import { GoingLine, GoingPage, type GoingProps } from '../../views/GoingPage.tsx'
import { limits, type Mentorship } from '../mentorship.ts'
import { mentorshipStateName } from '../names.ts'

const mentors: Url = withQuery(url`/exchange`, new URLSearchParams(), { side: 'offer', what: 'mentoring' })

/** Whom somebody accompanies and who accompanies them, and the ways to find somebody. */
export const MentorshipsPage = ({
  mentorships,
  ...props
}: GoingProps & { mentorships: Mentorship[] }): JSX.Element => (
  <GoingPage
    {...props}
    title={t('mentorship.mentorships')}
    lead={t('mentorship.lead')}
    here="mentorships"
    at={url`/mentorships`}
    size={limits.listed}
    lines={mentorships.map((one) => (
      <GoingLine
        by={one.with?.name || undefined}
        href={url`/mentorships/${one.ref}`}
        title={<bdi>{one.with?.name || t('exchange.aMember')}</bdi>}
        meta={
          <>
            <span>{one.mentors ? t('mentorship.youMentor') : t('mentorship.youAreMentored')}</span>
            {one.rhythm && <Said lang={one.lang}>{one.rhythm}</Said>}
            {one.until && <span>{t('exchange.untilDay', { day: formatDate(one.until) })}</span>}
          </>
        }
        words={{ lang: one.lang, text: one.purpose }}
        state={mentorshipStateName(one.state)}
        well={one.state === 'agreed'}
      />
    ))}
    nothing={props.going ? t('mentorship.noneGoing') : t('mentorship.nonePast')}
    next={{ href: mentors, words: t('mentorship.find') }}
    also={[{ href: url`/experts`, words: t('experts.title') }]}
  />
)

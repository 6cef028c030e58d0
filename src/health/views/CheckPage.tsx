import type { Attempt } from '../../base/http/form.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import type { Community } from '../../communities/community.ts'
import { CommunityFrame } from '../../communities/views/CommunityFrame.tsx'
import type { Asked } from '../../instruments/lookup.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Empty } from '../../ui/parts/Empty.tsx'
import { Faults } from '../../ui/parts/Fields.tsx'
import { Notice } from '../../ui/parts/Notice.tsx'
import { url } from '../../ui/url.ts'
import { type CheckSeen, fewestShown } from '../check.ts'
import { AskedFields } from './AskedFields.tsx'

interface CheckProps {
  community: Community
  /** The one that goes on. */
  check?: CheckSeen
  asked: Asked[]
  lang: string
  attempt?: Attempt
}

/** Ten short questions to a member. */
export const CheckPage = ({ community, check, asked, lang, attempt }: CheckProps): JSX.Element => (
  <CommunityFrame community={community} tab="health" title={t('health.check')} unlisted>
    <h2>{t('health.check')}</h2>
    <Faults attempt={attempt} />
    {!check ? (
      <Empty next={{ href: url`/communities/${community.slug}/health`, words: t('health.wholeHealth') }}>
        {t('health.noneOpen')}
      </Empty>
    ) : check.mine ? (
      <Notice tone="ok">
        <p>
          {t('health.answeredThanks')}{' '}
          <a href={url`/communities/${community.slug}/health`}>{t('health.wholeHealth')}</a>
        </p>
      </Notice>
    ) : (
      <>
        <p class="lead narrow-text">{t('health.goesOnUntil', { day: formatDate(check.ends) })}</p>
        <p class="narrow-text">{t('health.checkWords', { fewest: fewestShown })}</p>
        <form
          class="form scaled"
          method="post"
          action={url`/communities/${community.slug}/health/check`}
          novalidate
        >
          <input type="hidden" name="lang" value={lang} />
          <AskedFields asked={asked} help={t('health.wordsShown')} attempt={attempt} />
          <button class="button" type="submit">
            {t('health.send')}
          </button>
        </form>
      </>
    )}
  </CommunityFrame>
)

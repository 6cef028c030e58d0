import { t } from '../../base/i18n/t.ts'
import type { Ref } from '../../base/ids.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { url } from '../../ui/url.ts'

interface FollowProps {
  of: Ref
  kind: 'thread' | 'community'
  follows: boolean
}

/** To follow it, or to hear no more of it. */
export const Follow = ({ of, kind, follows }: FollowProps): JSX.Element => (
  <form class="row gap-3 unprinted" method="post" action={url`/notices/following/${of}`}>
    <button class="button quiet" type="submit" name="follow" value={follows ? 'no' : 'yes'}>
      {follows ? t('notices.stop') : t('notices.follow')}
    </button>
    <span class="soft">
      {kind === 'thread'
        ? follows
          ? t('notices.youFollowThread')
          : t('notices.followThread')
        : follows
          ? t('notices.youFollowCommunity')
          : t('notices.followCommunity')}{' '}
      <a href={url`/notices/choices`}>{t('notices.choices')}</a>
    </span>
  </form>
)

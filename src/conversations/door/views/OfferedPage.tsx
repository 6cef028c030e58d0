import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { Community } from '../../../communities/community.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { Said } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import { threadUrl } from '../../address.ts'
import type { Thread } from '../../thread.ts'

/** A question at the door that a community is asked to take, for those who facilitate it. */
export const OfferedPage = ({
  thread,
  body,
  community,
  attempt,
}: {
  thread: Thread
  body: string
  community: Community
  attempt?: Attempt
}): JSX.Element => {
  const { name, slug } = community
  return (
    <Page
      title={thread.title}
      unlisted
      levels={[{ name: t('desk.desk'), href: url`/communities/${slug}/desk` }]}
    >
      <h1>
        <Said lang={thread.lang}>{thread.title}</Said>
      </h1>
      <p class="soft">{t('door.offeredTo', { community: inReach(name).text })}</p>
      <Faults attempt={attempt} />
      <Markdown text={body} lang={thread.lang} />
      <p>{t('desk.offeredWhat')}</p>
      <div class="row gap-3">
        <Act action={url`/ask/questions/${thread.ref}/taking`} hidden={{ community: slug }}>
          {t('desk.takeIt')}
        </Act>
        <Act action={url`/ask/questions/${thread.ref}/giving-back`} hidden={{ community: slug }}>
          {t('door.giveBack')}
        </Act>
        <a href={threadUrl(thread)}>{t('door.answerIt')}</a>
      </div>
    </Page>
  )
}

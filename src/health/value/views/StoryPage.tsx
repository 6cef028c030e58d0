import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { Card } from '../../../base/things/kinds.ts'
import { Act } from '../../../people/views/Act.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Page } from '../../../ui/Page.tsx'
import { Faults } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { ReportLink } from '../../../ui/parts/ReportLink.tsx'
import { Words } from '../../../ui/parts/Words.tsx'
import { url } from '../../../ui/url.ts'
import type { WholeStory } from '../reading.ts'
import { titleOf } from '../story.ts'
import { ToldWhole } from './Told.tsx'

interface StoryProps {
  story: WholeStory
  /** What it came of, where the viewer may see that. */
  of?: Card
  attempt?: Attempt
}

/** What came of something, as somebody told it. */
export const StoryPage = ({ story, of, attempt }: StoryProps): JSX.Element => (
  <Page
    title={inReach(titleOf(story)).text}
    canonical={url`/value/${story.ref}`}
    unlisted={story.openTo !== 'everyone'}
    levels={
      story.community
        ? [
            {
              name: inReach(story.community.name).text,
              href: url`/communities/${story.community.slug}/value`,
            },
          ]
        : []
    }
  >
    <h1>{t('value.cameOf')}</h1>
    {of && (
      <p class="lead">
        <a href={of.href}>
          <Words text={of.title} />
        </a>
      </p>
    )}
    <Faults attempt={attempt} />
    {story.withdrawn && <Notice>{t('value.youTookItBack')}</Notice>}
    {story.held && <Notice>{t('value.waits')}</Notice>}
    {story.hidden && <Notice tone="problem">{t('value.outOfSight')}</Notice>}
    <ToldWhole story={story} />
    <div class="row gap-3">
      {story.mine && !story.hidden && story.of && (
        <a class="button quiet" href={url`/value/${story.ref}/change`}>
          {t('value.change')}
        </a>
      )}
      {story.mine && !story.hidden && (
        <Act action={story.withdrawn ? url`/value/${story.ref}/return` : url`/value/${story.ref}/end`}>
          {story.withdrawn ? t('value.bringBack') : t('value.takeBack')}
        </Act>
      )}
      {!story.mine && <ReportLink of={story.ref} />}
    </div>
  </Page>
)

import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Lines } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { spoken, Words } from '../../../ui/parts/Words.tsx'
import { within } from '../../../ui/url.ts'
import { CommunityFrame } from '../../views/CommunityFrame.tsx'
import { together } from '../merging.ts'
import type { TextPlace } from '../place.ts'
import type { Saying, Version } from '../text.ts'
import { By } from './By.tsx'
import { TextFields } from './TextFields.tsx'
import { Changes } from './VersionPage.tsx'

interface ClashProps {
  place: TextPlace
  mine: Saying
  theirs: Version
  /** What both set out from. */
  before?: Version
}

/** Somebody else saved meanwhile: what both wrote, and the choice. Nothing is lost before one is made. */
export const ClashPage = ({ place, mine, theirs, before }: ClashProps): JSX.Element => {
  const both = before && together(before.body, mine.body, theirs.body)
  const title = mine.title === before?.title ? theirs.title : mine.title
  return (
    <CommunityFrame community={place.community} tab={place.tab} title={t('practice.clashTitle')} unlisted>
      <section class="stack gap-5">
        <header class="stack gap-3">
          <h2>{t('practice.clashTitle')}</h2>
          <p>
            <Words text={place.title} />
          </p>
          <Notice>
            <p>{t('practice.clashWords')}</p>
            <p>{both === undefined ? t('practice.clashByHand') : t('practice.clashTogether')}</p>
          </Notice>
        </header>
        <section class="stack gap-3 changes">
          <h3>{t('practice.theirChanges')}</h3>
          <p class="soft">
            <By by={theirs.by} />
          </p>
          <Changes from={before ?? { title: '', body: '', lang: theirs.lang }} to={theirs} />
        </section>
        <section class="stack gap-3">
          <h3>{both === undefined ? t('practice.yourText') : t('practice.bothTexts')}</h3>
          <form class="form" method="post" action={within(place.base, place.form)} novalidate>
            <TextFields
              attempt={{ values: { note: mine.note }, errors: [] }}
              now={{ title, body: both ?? mine.body, number: theirs.number }}
              lang={mine.lang}
              titled={place.form === 'edit'}
            />
            <div class="row">
              <button class="button" type="submit">
                {t('practice.saveThis')}
              </button>
              <a class="button quiet" href={place.address}>
                {t('practice.keepTheirs')}
              </a>
            </div>
          </form>
        </section>
        <section class="stack gap-3">
          {both !== undefined && (
            <Lines
              name="mine"
              label={t('practice.yourText')}
              value={mine.body}
              rows={8}
              spoken={spoken(mine.lang)}
              optional="unsaid"
            />
          )}
          <Lines
            name="theirs"
            label={t('practice.theirText')}
            value={theirs.body}
            rows={8}
            spoken={spoken(theirs.lang)}
            optional="unsaid"
          />
        </section>
      </section>
    </CommunityFrame>
  )
}

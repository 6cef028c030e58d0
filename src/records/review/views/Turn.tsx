import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Pick } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import type { ReviewRequest } from '../review.ts'
import type { ReviewPageProps } from './ReviewPage.tsx'
import { Saying } from './Saying.tsx'

type TurnProps = ReviewPageProps & { mine: ReviewRequest }

/** What somebody who is asked may do: take it, pass it on, say no; then say yes or ask for changes. */
export const Turn = (props: TurnProps): JSX.Element => (
  <section class="stack gap-4">
    <h2>{props.mine.state === 'asked' ? t('review.youAreAsked') : t('review.youReadIt')}</h2>
    {props.mine.state === 'asked' ? <Asked {...props} /> : <Decide {...props} />}
    <HandOn {...props} />
  </section>
)

const Asked = ({ draft: { ref } }: TurnProps): JSX.Element => (
  <>
    <p class="narrow-text">{t('review.askedWords')}</p>
    <div class="row gap-3">
      <form method="post" action={url`/reviews/${ref}/acceptance`}>
        <button class="button" type="submit">
          {t('review.accept')}
        </button>
      </form>
      <form method="post" action={url`/reviews/${ref}/refusal`}>
        <button class="button quiet" type="submit">
          {t('review.decline')}
        </button>
      </form>
    </div>
  </>
)

/** One of two ways on; each is a form of its own, so that no words are sent along with the other. */
const Decide = ({ draft: { ref, revision }, attempt }: TurnProps): JSX.Element => {
  const tried = attempt?.values.credited !== undefined || attempt?.values.yes !== undefined
  return (
    <div class="grid wide">
      <div>
        <form class="form" method="post" action={url`/reviews/${ref}/approval`}>
          <h3>{t('review.approve')}</h3>
          <p>{t('review.approveWords')}</p>
          <input type="hidden" name="yes" value="yes" />
          <input type="hidden" name="revision" value={String(revision)} />
          <Saying
            id="approval"
            label={t('review.wordsForTheRecord')}
            optional
            attempt={tried ? attempt : undefined}
          />
          <label class="choice">
            <input type="checkbox" name="credited" value="yes" checked={attempt?.values.credited === 'yes'} />
            <span>{t('review.nameMe')}</span>
          </label>
          <button class="button" type="submit">
            {t('review.approve')}
          </button>
        </form>
      </div>
      <div>
        <form class="form" method="post" action={url`/reviews/${ref}/changes`}>
          <h3>{t('review.askForChanges')}</h3>
          <p>{t('review.askForChangesWords')}</p>
          <Saying id="changes" label={t('review.whatShouldChange')} attempt={tried ? undefined : attempt} />
          <button class="button quiet" type="submit">
            {t('review.askForChanges')}
          </button>
        </form>
      </div>
    </div>
  )
}

const HandOn = ({ draft: { ref }, mine, others }: TurnProps): JSX.Element => (
  <details class="fold">
    <summary>{t('review.notForMe')}</summary>
    <div class="stack gap-4">
      {others.length > 0 ? (
        <form class="form" method="post" action={url`/reviews/${ref}/handing-on`}>
          <Pick
            name="handle"
            label={t('review.handOnTo')}
            help={t('review.handOnHelp')}
            choices={others.map(({ handle, name }) => ({ value: handle, label: name }))}
          />
          <button class="button quiet" type="submit">
            {t('review.handOn')}
          </button>
        </form>
      ) : (
        <p class="soft">{t('review.nobodyElse')}</p>
      )}
      {mine.state === 'accepted' && (
        <form method="post" action={url`/reviews/${ref}/refusal`}>
          <button class="button quiet" type="submit">
            {t('review.giveBack')}
          </button>
        </form>
      )}
    </div>
  </details>
)

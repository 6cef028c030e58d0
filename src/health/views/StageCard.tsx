import type { Attempt } from '../../base/http/form.ts'
import { formatDate, t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Line, Pick, typed } from '../../ui/parts/Fields.tsx'
import { url } from '../../ui/url.ts'
import type { Health } from '../health.ts'
import { reasonWords, stageName } from '../names.ts'
import { stages } from '../stage.ts'
import type { StageChosen } from '../staging.ts'

interface StageProps {
  slug: string
  health: Health
  chosen: StageChosen[]
  keeps: boolean
  attempt?: Attempt
}

/** The stage it is at as its facilitators see it, what the figures speak for and why, and how it was seen before. */
export const StageCard = ({
  slug,
  health: {
    stage: { stage, reasons },
  },
  chosen,
  keeps,
  attempt,
}: StageProps): JSX.Element => {
  const [now, ...before] = chosen
  return (
    <section class="card" id="stage">
      <h2>{t('health.stage')}</h2>
      {now && (
        <p>
          <strong>
            {t('health.stageSince', { stage: stageName(now.stage), day: formatDate(new Date(now.at)) })}
          </strong>
        </p>
      )}
      {now?.reason && <p>{now.reason}</p>}
      <p>{t('health.stageProposed', { stage: stageName(stage) })}</p>
      <ul>
        {reasons.map((reason) => (
          <li>{reasonWords(reason)}</li>
        ))}
      </ul>
      {keeps && (
        <details class="asking" open={attempt?.values.stage !== undefined}>
          <summary class="button quiet">{t('health.confirmStage')}</summary>
          <form class="form" method="post" action={url`/communities/${slug}/health/stage`} novalidate>
            <input type="hidden" name="last" value={String(now?.id ?? 0)} />
            <Pick
              {...typed(attempt, 'stage')}
              value={typed(attempt, 'stage').value ?? stage}
              label={t('health.whichStage')}
              choices={stages.map((value) => ({ value, label: stageName(value) }))}
            />
            <Line {...typed(attempt, 'reason')} label={t('health.whyAnother')} optional />
            <button class="button" type="submit">
              {t('health.keep')}
            </button>
          </form>
        </details>
      )}
      {before.length > 0 && (
        <details>
          <summary>{t('health.stagesBefore')}</summary>
          <ul class="stack gap-2">
            {before.map((one) => (
              <li>
                {t('health.stageSince', { stage: stageName(one.stage), day: formatDate(new Date(one.at)) })}
                {one.reason && <span class="soft"> {one.reason}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

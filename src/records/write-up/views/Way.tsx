import { t } from '../../../base/i18n/t.ts'
import type { OnWay, Stage, WayStage } from '../../../base/things/lineage.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Words } from '../../../ui/parts/Words.tsx'

/** So many of a stage are in sight; the others are folded. */
const inSight = 3

/** The way from a question to what is done with what is known, stage by stage; nothing where a thing stands by itself. */
export const Way = ({ way }: { way: WayStage[] }): JSX.Element | null =>
  way.length === 0 ? null : (
    <section class="stack gap-3" id="way">
      <h2>{t('writeup.way')}</h2>
      <ol class="way">
        {way.map(({ stage, things }) => (
          <li class={things.some(({ here }) => here) ? 'here' : undefined}>
            <h3 class="soft">{stageName(stage)}</h3>
            <Things things={things.slice(0, inSight)} />
            {things.length > inSight && (
              <details>
                <summary>{t('writeup.more', { count: things.length - inSight })}</summary>
                <Things things={things.slice(inSight)} />
              </details>
            )}
          </li>
        ))}
      </ol>
    </section>
  )

const Things = ({ things }: { things: OnWay[] }): JSX.Element => (
  <ul class="stack gap-1">
    {things.map(({ title, href, here }) => (
      <li>
        {here ? (
          <strong aria-current="page">
            <Words text={title} />
          </strong>
        ) : (
          <a href={href}>
            <Words text={title} />
          </a>
        )}
      </li>
    ))}
  </ul>
)

function stageName(stage: Stage): string {
  const names: Record<Stage, () => string> = {
    question: () => t('writeup.question'),
    conversation: () => t('writeup.conversation'),
    record: () => t('writeup.record'),
    use: () => t('writeup.use'),
    decision: () => t('writeup.decision'),
  }
  return names[stage]()
}

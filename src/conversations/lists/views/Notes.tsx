import { formatNumber, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { type Archive, type ArchiveState, type Told, toldKinds } from '../archive.ts'
import { placeSaid, toldName } from '../names.ts'

interface NotesProps {
  counts: Map<string, number>
  told: Told[]
  counted: Archive['counts']
  state: ArchiveState
}

/** What became of messages, and what there is to know of some, with its place. */
export const Notes = ({ counts, told, counted, state }: NotesProps): JSX.Element | null => {
  const { made, there, askedOut, fault } = counted
  const some = toldKinds.filter((what) => (counts.get(what) ?? 0) > 0)
  const over = state === 'done' || state === 'paused'
  if (some.length === 0 && !over) return null
  return (
    <section class="stack gap-3">
      <h2>{t('lists.toKnow')}</h2>
      {over && (
        <p>
          {t('lists.became', { made })}
          {there > 0 && ` ${t('lists.wereThere', { count: there })}`}
          {askedOut > 0 && ` ${t('lists.askedOut', { count: askedOut })}`}
          {fault > 0 && ` ${t('lists.faults', { count: fault })}`}
        </p>
      )}
      {some.map((what) => {
        const few = told.filter((one) => one.what === what)
        const more = (counts.get(what) ?? 0) - few.length
        return (
          <details>
            <summary>{toldName(what, counts.get(what) ?? 0)}</summary>
            <ul>
              {few.map((one) => (
                <li>
                  {one.of && <bdi>{one.of}</bdi>} <span class="soft">{placeSaid(one)}</span>
                </li>
              ))}
              {more > 0 && (
                <li class="soft">{t('lists.andMore', { count: more, shown: formatNumber(more) })}</li>
              )}
            </ul>
          </details>
        )
      })}
    </section>
  )
}

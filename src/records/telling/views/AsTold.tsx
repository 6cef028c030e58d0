import { formatList, t } from '../../../base/i18n/t.ts'
import { Paragraphs } from '../../../instruments/views/Value.tsx'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Said } from '../../../ui/parts/Words.tsx'
import type { Contributor } from '../../interchange.ts'
import { type ToldPart, type Voices, voicesOf } from '../parts.ts'
import { Voice } from './Voice.tsx'

/** A story in the words and the voice of whoever told it. */
export const AsTold = ({ parts, credits }: { parts: ToldPart[]; credits: Contributor[] }): JSX.Element => (
  <section class="stack gap-5 as-told" id="as-told">
    <h2 class="unseen">{t('telling.theStory')}</h2>
    <p class="soft">{whoseWords(voicesOf(credits))}</p>
    {parts.map(({ label, words, recorded }) => (
      <section class="stack gap-3">
        {label && (
          <h3>
            <Said lang={label.lang}>{label.text}</Said>
          </h3>
        )}
        {words && (
          <div class="prose">
            <Paragraphs words={words} />
          </div>
        )}
        {recorded && <Voice recorded={recorded} label={label?.text ?? t('telling.theStory')} />}
      </section>
    ))}
  </section>
)

const names = (credits: Contributor[]): string[] => credits.flatMap(({ name }) => name ?? [])

function whoseWords({ told, takenDown }: Voices): string {
  const [by, down] = [names(told), names(takenDown)]
  const first = by.length ? t('telling.toldBy', { names: formatList(by) }) : t('telling.toldUnnamed')
  const then = down.length ? t('telling.takenDownBy', { names: formatList(down) }) : ''
  return [first, then].filter(Boolean).join(' ')
}

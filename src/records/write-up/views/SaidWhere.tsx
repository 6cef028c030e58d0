import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { Label, Said } from '../../../ui/parts/Words.tsx'
import { plainWords } from '../../../vocabularies/plain-words.ts'
import { type Source, saidUnder, type WriteUpAround, whereSaid } from '../around.ts'

/** On the page of a record: each passage it quotes, under what it stands, and where it was said. */
export const SaidWhere = ({ around }: { around: WriteUpAround }): JSX.Element => (
  <section class="stack gap-3" id="said-where">
    <h2>{t('writeup.saidWhere')}</h2>
    {around.hidden > 0 && (
      <Notice tone="problem">
        <p>{t('writeup.hiddenSince', { count: around.hidden })}</p>
      </Notice>
    )}
    {around.total > 0 && <p class="soft">{t('writeup.saidWhereWords', { count: around.total })}</p>}
    {[...Map.groupBy(around.sources, ({ slot }) => slot).values()].map((some) => (
      <div class="stack gap-2" id={some[0]!.slot ? saidUnder(some[0]!.slot) : undefined}>
        <h3>
          <Label of={some[0]!.label} />
        </h3>
        <ul class="stack gap-2">
          {some.map((one) => (
            <li>
              <Place source={one} />
            </li>
          ))}
        </ul>
      </div>
    ))}
  </section>
)

const Place = ({ source }: { source: Source }): JSX.Element => {
  const { lang, words, by } = source
  return (
    <>
      <a href={whereSaid(source)}>
        <Said lang={lang}>{firstOf(words)}</Said>
      </a>{' '}
      <small class="soft">{by ?? t('writeup.unnamed')}</small>
    </>
  )
}

const longest = 100

/** The first words without marks, cut where a word ends. */
function firstOf(words: string): string {
  const plain = plainWords(words.replace(/\s+/g, ' '))
  if (plain.length <= longest) return plain
  const cut = plain.slice(0, longest)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longest / 2)).trimEnd()} …`
}

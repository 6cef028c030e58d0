import type { Attempt } from '../../../base/http/form.ts'
import { label, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Lines, Pick } from '../../../ui/parts/Fields.tsx'
import { Markdown } from '../../../ui/parts/Markdown.tsx'
import { spoken } from '../../../ui/parts/Words.tsx'
import { whereSaid } from '../around.ts'
import type { WordsQuestion } from '../questions.ts'
import type { WriteUp } from '../reading.ts'
import type { Passage } from '../write-up.ts'

interface ArrangedProps {
  passage: Passage
  source: WriteUp['source']
  nth: number
  of: number
  questions: WordsQuestion[]
  attempt?: Attempt
}

/** One passage: its words, which may be shortened, the question it stands under, its place among the others. */
export const ArrangedPassage = ({
  passage,
  source,
  nth,
  of,
  questions,
  attempt,
}: ArrangedProps): JSX.Element => {
  const { ref, words, original, lang } = passage
  return (
    <fieldset class="stack gap-3 rowed" id={`passage-${ref}`}>
      <legend>{t('writeup.passageBy', { nth, name: passage.by ?? t('writeup.unnamed') })}</legend>
      <Lines
        name={`words-${ref}`}
        label={t('writeup.words')}
        help={t('writeup.wordsHelp')}
        rows={Math.min(12, Math.ceil(words.length / 70) + 1)}
        value={String(attempt?.values[`words-${ref}`] ?? words)}
        spoken={spoken(lang)}
      />
      {words !== original && (
        <details>
          <summary>{t('writeup.original')}</summary>
          <Markdown lang={lang} text={original} />
        </details>
      )}
      <Pick
        name={`slot-${ref}`}
        label={t('writeup.under')}
        optional
        value={String(attempt?.values[`slot-${ref}`] ?? passage.slot ?? '')}
        choices={[
          { value: '', label: t('writeup.underNone') },
          ...questions.map((question) => ({
            value: question.slot,
            label: t('writeup.inSection', {
              section: label(question.section),
              question: label(question.label),
            }),
          })),
        ]}
      />
      <div class="row gap-2">
        {nth > 1 && <Act act={`up:${ref}`}>{t('writeup.up')}</Act>}
        {nth < of && <Act act={`down:${ref}`}>{t('writeup.down')}</Act>}
        <Act act={`out:${ref}`}>{t('writeup.out')}</Act>
        <a href={whereSaid({ said: passage.saidRef, source })}>{t('writeup.whereSaid')}</a>
      </div>
    </fieldset>
  )
}

const Act = ({ act, children }: { act: string; children: string }): JSX.Element => (
  <button class="button quiet" type="submit" name="act" value={act}>
    {children}
  </button>
)

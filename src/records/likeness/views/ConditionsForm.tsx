import { label, t } from '../../../base/i18n/t.ts'
import { unitMark } from '../../../instruments/measures.ts'
import { placeChoices } from '../../../places/choosing.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { type Choice, Choices, Line, Pick } from '../../../ui/parts/Fields.tsx'
import { url } from '../../../ui/url.ts'
import { fieldOf } from '../address.ts'
import type { Found } from '../finding.ts'
import type { Offered, OfferedGroup } from '../offering.ts'
import { answerName, nameOf } from '../words.ts'

/** So many questions of a subject are in sight; the others open. */
const inSight = 4

/** Where it is, then what is most telling, subject by subject; whatever is not known is left as it is. */
export const ConditionsForm = ({ found }: { found: Found }): JSX.Element => {
  const { asked } = found
  const begun = found.groups.filter(({ questions }) => isAsked(found, questions))
  // Whoever has begun with one subject seldom goes on to another; all of them would weigh twice as much.
  const groups = begun.length > 0 ? begun : found.groups
  return (
    <form class="form" action={url`/conditions`}>
      {asked.like && <input type="hidden" name="like" value={asked.like} />}
      {asked.kind && <input type="hidden" name="kind" value={asked.kind} />}
      {asked.sort !== 'best' && <input type="hidden" name="sort" value={asked.sort} />}
      <Where found={found} />
      {groups.map((group, i) => (
        <Group found={found} group={group} open={i === 0 || begun.length > 0} />
      ))}
      <button class="button" type="submit">
        {t('likeness.show')}
      </button>
    </form>
  )
}

const isAsked = ({ answers }: Found, questions: Offered[]): boolean =>
  questions.some(({ condition }) => answers[condition.key])

function Where({ found: { answers, all } }: { found: Found }): JSX.Element {
  const chosen = answers.place ?? []
  const choices = placeChoices(all.byId, 'area', 'country')
  const others = chosen
    .filter((code) => !choices.some(({ value }) => value === code))
    .map((code) => ({ value: code, label: label(all.byCode.get(code)?.name) }))
  return chosen.length > 1 ? (
    <Choices
      name="place"
      label={t('likeness.where')}
      several
      chosen={chosen}
      choices={[...others, ...choices].filter(({ value }) => chosen.includes(value))}
      optional="unsaid"
    />
  ) : (
    <Pick
      name="place"
      label={t('likeness.where')}
      value={chosen[0] ?? ''}
      choices={[{ value: '', label: t('likeness.unknown') }, ...others, ...choices]}
      optional="unsaid"
    />
  )
}

const Group = ({
  found,
  group: { instrument, questions },
  open,
}: {
  found: Found
  group: OfferedGroup
  open: boolean
}): JSX.Element => {
  const rest = questions.slice(inSight)
  return (
    <details class="facet" open={open}>
      <summary>{instrument ? label(instrument.title) : t('likeness.otherKinds')}</summary>
      <div class="stack gap-4">
        {questions.slice(0, inSight).map((one) => (
          <Question found={found} offered={one} />
        ))}
        {rest.length > 0 && (
          <details open={isAsked(found, rest)}>
            <summary>{t('likeness.moreQuestions', { count: rest.length })}</summary>
            <div class="stack gap-4">
              {rest.map((one) => (
                <Question found={found} offered={one} />
              ))}
            </div>
          </details>
        )}
      </div>
    </details>
  )
}

/** One is picked; where several were given, by an address or by a record, all of them stand to be unmarked. */
function Question({
  found: { answers, all },
  offered: { condition, counts },
}: {
  found: Found
  offered: Offered
}): JSX.Element {
  const field = { name: fieldOf(condition.key), label: nameOf(condition), optional: 'unsaid' as const }
  const chosen = answers[condition.key] ?? []
  if (condition.type === 'number')
    return (
      <Line
        {...field}
        type="number"
        value={chosen[0]}
        unit={condition.unit && unitMark(condition.unit)}
        help={t('likeness.unknownNumber')}
      />
    )
  const choices: Choice[] = [...condition.choices.keys()].map((code) => {
    const answer = answerName(condition, code, all)
    const count = counts.get(code)
    return { value: code, label: count ? t('likeness.counted', { answer, count }) : answer }
  })
  return chosen.length > 1 ? (
    <Choices {...field} several chosen={chosen} choices={choices} />
  ) : (
    <Pick
      {...field}
      value={chosen[0] ?? ''}
      choices={[{ value: '', label: t('likeness.unknown') }, ...choices]}
    />
  )
}

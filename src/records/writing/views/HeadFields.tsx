import type { Attempt } from '../../../base/http/form.ts'
import { direction } from '../../../base/i18n/reader.ts'
import { languageName, t } from '../../../base/i18n/t.ts'
import type { Child, JSX } from '../../../ui/jsx/elements.ts'
import type { FieldProps } from '../../../ui/parts/FieldFrame.tsx'
import { Choices, Line, Lines, Pick, Several } from '../../../ui/parts/Fields.tsx'
import { asSentence } from '../../../ui/sentence.ts'
import { CommentsLink } from '../../review/views/CommentsLink.tsx'
import { headNeeded, headPath, isOfAdaptation, isWordsHead, type ListedHead, licences } from '../head.ts'
import { headLabel } from '../reading-head.ts'
import type { SectionView } from '../section-view.ts'
import { ClashNotice, settling } from './ClashNotice.tsx'

type HeadProps = SectionView & { attempt?: Attempt }

/** What every record has, as it is asked for; only what no answer of the questionnaire gives. */
export const HeadFields = (props: HeadProps): JSX.Element => (
  <>
    {props.head.map((question) => (
      <div class="question" data-question={headPath(question)}>
        <HeadField {...props} question={question} />
        {props.clashes
          .filter(({ path }) => path === headPath(question) || path.startsWith(`${headPath(question)}/`))
          .map((clash) => (
            <ClashNotice clash={clash} settle={settling}>
              {[clash.value].flat().join(', ')}
            </ClashNotice>
          ))}
        <CommentsLink
          draft={props.draft}
          path={headPath(question)}
          count={props.comments.get(headPath(question))}
        />
      </div>
    ))}
  </>
)

function HeadField(props: HeadProps & { question: ListedHead }): JSX.Element {
  const { question, attempt } = props
  if (isWordsHead(question)) return <HeadWords {...props} />
  const path = headPath(question)
  const said = props.written.head[question]
  const typed = [attempt?.values[path] ?? ((said ?? []) as string | string[])].flat().filter(Boolean)
  const field = fieldOf(props, path)
  switch (question) {
    case 'knowledge':
      return (
        <Choices
          {...field}
          chosen={typed}
          choices={[
            {
              value: 'experience',
              label: t('writing.fromExperience'),
              help: t('writing.fromExperienceHelp'),
            },
            { value: 'research', label: t('writing.fromResearch'), help: t('writing.fromResearchHelp') },
          ]}
        />
      )
    case 'licence':
      return <Choices {...field} chosen={typed} choices={licenceChoices(typed)} />
    case 'places':
      return <Places {...props} field={field} chosen={typed} />
    case 'topics':
      return <Topics {...props} field={field} chosen={typed} />
    default:
      return <Lines {...field} rows={2} value={typed.join('\n')} />
  }
}

const helps: Record<ListedHead, () => string> = {
  title: () => t('writing.titleHelp'),
  summary: () => t('writing.summaryHelp'),
  changed: () => t('writing.adaptationChangedHelp'),
  failed: () => t('writing.adaptationFailedHelp'),
  places: () => t('writing.placesHelp'),
  topics: () => t('writing.topicsHelp'),
  knowledge: () => t('writing.knowledgeHelp'),
  basis: () => t('writing.basisHelp'),
  organisations: () => t('writing.organisationsHelp'),
  licence: () => t('writing.licenceHelp'),
}

const fieldOf = (
  { question, draft, attempt }: HeadProps & { question: ListedHead },
  name: string,
): FieldProps => ({
  name,
  label: (
    <>
      {headLabel(question)}
      {headNeeded(draft).includes(question) && <span class="soft"> {t('writing.needed')}</span>}
    </>
  ),
  help: helps[question](),
  fault: attempt?.errors.find((one) => one.field === name)?.message,
  optional: 'unsaid',
})

/** A record may have come with a licence that is not offered here: it stays. */
const licenceChoices = (chosen: string[]): { value: string; label: Child; help?: Child }[] => [
  { value: 'CC-BY-4.0', label: 'CC BY 4.0', help: t('writing.licenceBy') },
  { value: 'CC-BY-SA-4.0', label: 'CC BY-SA 4.0', help: t('writing.licenceBySa') },
  { value: 'CC-BY-NC-SA-4.0', label: 'CC BY-NC-SA 4.0', help: t('writing.licenceByNcSa') },
  { value: 'CC0-1.0', label: 'CC0', help: t('writing.licenceZero') },
  ...chosen
    .filter((one) => !licences.some((known) => known === one))
    .map((value) => ({ value, label: value })),
]

function HeadWords(props: HeadProps & { question: ListedHead }): JSX.Element {
  const { question, draft, written, attempt } = props
  const said = written.head[question] as Record<string, string> | undefined
  const fields = draft.langs.map((lang) => {
    const name = headPath(question, lang)
    const value = [attempt?.values[name] ?? said?.[lang] ?? ''].flat()[0]
    return { lang, value, spoken: { lang, dir: direction(lang) }, field: fieldOf(props, name) }
  })
  const In = question === 'title' ? Line : Lines
  const rows = question === 'summary' || isOfAdaptation(question) ? 4 : 2
  const [first] = fields
  if (fields.length === 1)
    return <In {...first!.field} value={first!.value} spoken={first!.spoken} rows={rows} />
  return (
    <Several {...first!.field} id={headPath(question)} fault={undefined}>
      <div class="tongues">
        {fields.map(({ lang, value, spoken, field }) => (
          <In
            {...field}
            label={asSentence(languageName(lang))}
            help={undefined}
            value={value}
            spoken={spoken}
            rows={rows}
          />
        ))}
      </div>
    </Several>
  )
}

type Chosen = HeadProps & { field: FieldProps; chosen: string[] }

/** Those that are chosen, and one more from the list; the empty control says that it was asked. */
const Places = ({ field, chosen, places }: Chosen): JSX.Element => (
  <Several {...field}>
    <input type="hidden" name={field.name} value="" />
    {chosen.map((code) => (
      <Ticked
        name={field.name}
        value={code}
        label={places.find(({ value }) => value === code)?.label ?? code}
      />
    ))}
    <Pick
      name={`${field.name}:more`}
      label={chosen.length ? t('writing.anotherPlace') : t('writing.place')}
      optional="unsaid"
      choices={[{ value: '', label: t('writing.noAnswer') }, ...places]}
    />
  </Several>
)

const Topics = ({ field, chosen, topics, attempt }: Chosen): JSX.Element => (
  <Several {...field}>
    <input type="hidden" name={field.name} value="" />
    {chosen.map((code) => (
      <Ticked name={field.name} value={code} label={topics.get(code) ?? code} />
    ))}
    <Line
      name={`${field.name}:more`}
      label={t('writing.moreTopics')}
      optional="unsaid"
      value={[attempt?.values[`${field.name}:more`] ?? ''].flat()[0]}
    />
  </Several>
)

const Ticked = ({ name, value, label }: { name: string; value: string; label: string }): JSX.Element => (
  <label class="choice">
    <input type="checkbox" name={name} value={value} checked />
    <span>{label}</span>
  </label>
)

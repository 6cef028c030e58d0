import type { Attempt } from '../../base/http/form.ts'
import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Choices, Line, Lines, typed } from '../../ui/parts/Fields.tsx'
import { ways } from '../community.ts'
import { openToName, wayName } from '../names.ts'

/** Values of fields by their names: what was typed, else what there is. */
export type Now = (name: string) => { name: string; value?: string; fault?: string }

export const nowOf =
  (attempt: Attempt | undefined, there: Record<string, string | null | undefined>): Now =>
  (name) => {
    const field = typed(attempt, name)
    return { ...field, value: attempt ? (field.value ?? '') : (there[name] ?? undefined) }
  }

/** What it is about: its question, for whom, where. */
export const DomainFields = ({ now }: { now: Now }): JSX.Element => (
  <>
    <Line {...now('name')} label={t('communities.name')} help={t('communities.nameHelp')} />
    <Lines
      {...now('question')}
      label={t('communities.question')}
      help={t('communities.questionHelp')}
      rows={2}
      optional="unsaid"
    />
    <Lines
      {...now('conditions')}
      label={t('communities.conditions')}
      help={t('communities.conditionsHelp')}
      rows={3}
      optional
    />
    <Lines
      {...now('topics')}
      label={t('communities.topics')}
      help={t('communities.topicsHelp')}
      rows={2}
      optional
    />
    <Lines
      {...now('places')}
      label={t('communities.places')}
      help={t('communities.placesHelp')}
      rows={2}
      optional
    />
  </>
)

/** How one comes in, and who reads it; the latter is settled before it opens. */
export const JoiningFields = ({ now, opened }: { now: Now; opened: boolean }): JSX.Element => (
  <>
    <Choices
      {...now('joining')}
      label={t('communities.joining')}
      choices={ways.map((value) => ({ value, label: wayName(value) }))}
      chosen={[now('joining').value ?? 'open']}
    />
    {opened ? (
      <input type="hidden" name="openTo" value={now('openTo').value} />
    ) : (
      <Choices
        {...now('openTo')}
        label={t('communities.openTo')}
        help={t('communities.openToHelp')}
        choices={(['everyone', 'members', 'itself'] as const).map((value) => ({
          value,
          label: openToName(value),
        }))}
        chosen={[now('openTo').value ?? 'everyone']}
      />
    )}
    <Choices
      name="forGovernments"
      label={t('communities.forWhom')}
      several
      choices={[{ value: 'yes', label: t('communities.governmentsAlone') }]}
      chosen={now('forGovernments').value ? ['yes'] : []}
    />
  </>
)

export const ConductField = ({ now }: { now: Now }): JSX.Element => (
  <Lines
    {...now('conduct')}
    label={t('communities.conduct')}
    help={t('communities.conductHelp')}
    rows={10}
    optional="unsaid"
  />
)

/** Where it is at home; or why nowhere. */
export const HomeFields = ({ now }: { now: Now }): JSX.Element => (
  <>
    <Line {...now('home')} label={t('communities.home')} help={t('communities.homeHelp')} optional="unsaid" />
    <Lines
      {...now('homeless')}
      label={t('communities.homeless')}
      help={t('communities.homelessHelp')}
      rows={2}
      optional
    />
  </>
)

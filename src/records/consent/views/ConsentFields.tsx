import type { Attempt } from '../../../base/http/form.ts'
import { direction } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { Lang } from '../../../base/text.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { notices } from '../../interchange.ts'
import type { DraftConsent } from '../consenting.ts'
import { noticeWords } from '../names.ts'

interface ConsentFieldsProps {
  /** In which its words are written. */
  lang: Lang
  consent?: DraftConsent
  attempt?: Attempt
}

/** Who spoke for whom, for what, from when until when, what was read back, and under which conditions. */
export function ConsentFields({ lang, consent = {}, attempt }: ConsentFieldsProps): JSX.Element {
  const spoken = { lang, dir: direction(lang) }
  const at = (name: string, standing: string | undefined) => {
    const field = typed(attempt, name)
    return { ...field, value: field.value ?? standing ?? '' }
  }
  const chosen = attempt ? [attempt.values.notices ?? []].flat() : (consent.notices ?? [])
  return (
    <>
      <Line
        {...at('by', consent.by)}
        label={t('consent.whoSpoke')}
        help={t('consent.whoSpokeHelp')}
        autocomplete="off"
      />
      <Line
        {...at('group', consent.group)}
        label={t('consent.forWhom')}
        help={t('consent.forWhomHelp')}
        optional
        autocomplete="off"
      />
      <Lines
        {...at('for', consent.for?.texts[lang])}
        label={t('consent.forWhat')}
        help={t('consent.forWhatHelp')}
        rows={3}
        spoken={spoken}
      />
      <Line {...at('given', consent.given)} type="date" label={t('consent.given')} />
      <Line
        {...at('until', consent.until)}
        type="date"
        label={t('consent.until')}
        help={t('consent.untilHelp')}
        optional
      />
      <Pick
        {...at('readBackIn', consent.readBackIn)}
        label={t('consent.readBackIn')}
        optional
        choices={[{ value: '', label: t('writing.noAnswer') }, ...languagesWith(consent.readBackIn)]}
      />
      <Line {...at('readBack', consent.readBack)} type="date" label={t('consent.readBackOn')} optional />
      <Line {...at('agreed', consent.agreed)} label={t('consent.whoAgreed')} optional autocomplete="off" />
      <Lines
        {...at('conditions', consent.conditions?.texts[lang])}
        label={t('consent.conditions')}
        help={t('consent.conditionsHelp')}
        rows={3}
        optional
        spoken={spoken}
      />
      <Choices
        name="notices"
        label={t('consent.notices')}
        help={t('consent.noticesHelp')}
        optional
        several
        chosen={chosen}
        choices={notices.map((code) => {
          const { name, says } = noticeWords(code)
          return { value: code, label: name, help: says }
        })}
      />
      <Choices
        {...typed(attempt, 'warned')}
        label={t('consent.cannotBeRecalled')}
        help={t('consent.cannotBeRecalledWords')}
        several
        chosen={attempt ? [attempt.values.warned ?? []].flat() : consent.warned ? ['yes'] : []}
        choices={[{ value: 'yes', label: t('consent.wasSaid') }]}
      />
    </>
  )
}

/** With the one that stands, should it be none that is offered. */
function languagesWith(lang: string | undefined) {
  const offered = languageChoices()
  return lang && !offered.some(({ value }) => value === lang)
    ? [{ value: lang, label: lang }, ...offered]
    : offered
}

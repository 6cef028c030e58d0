import type { Attempt } from '../../../base/http/form.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Line, Lines, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { languageChoices } from '../../../ui/parts/languages.ts'
import { spoken } from '../../../ui/parts/Words.tsx'
import type { Version } from '../text.ts'

interface TextFieldsProps {
  attempt?: Attempt
  /** What stands there. */
  now?: Pick<Version, 'title' | 'body' | 'number'>
  lang: string
  titled: boolean
}

/** The fields of a text that members write together: the same for a page and for an answer. */
export const TextFields = ({ attempt, now, lang, titled }: TextFieldsProps): JSX.Element => {
  const field = (name: string, value = '') => {
    const one = typed(attempt, name)
    return { ...one, value: one.value ?? value }
  }
  const chosen = field('lang', lang)
  const choices = languageChoices()
  return (
    <>
      <input type="hidden" name="version" value={String(field('version', String(now?.number ?? 0)).value)} />
      {titled && (
        <Line {...field('title', now?.title)} label={t('practice.title')} spoken={spoken(chosen.value)} />
      )}
      <Lines
        {...field('body', now?.body)}
        label={t('practice.body')}
        help={t('practice.bodyHelp')}
        rows={18}
        spoken={spoken(chosen.value)}
      />
      <Pick
        {...chosen}
        label={t('practice.language')}
        choices={
          choices.some(({ value }) => value === chosen.value)
            ? choices
            : [...choices, { value: chosen.value, label: chosen.value }]
        }
      />
      <Line
        {...field('note')}
        label={t('practice.changeNote')}
        help={t('practice.changeNoteHelp')}
        optional
      />
    </>
  )
}

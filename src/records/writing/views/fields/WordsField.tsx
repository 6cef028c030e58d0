import { direction } from '../../../../base/i18n/reader.ts'
import { languageName } from '../../../../base/i18n/t.ts'
import type { Lang } from '../../../../base/text.ts'
import type { JSX } from '../../../../ui/jsx/elements.ts'
import type { FieldProps } from '../../../../ui/parts/FieldFrame.tsx'
import { Line, Lines, Several } from '../../../../ui/parts/Fields.tsx'
import { asSentence } from '../../../../ui/sentence.ts'
import type { Control } from './control.tsx'

interface WordsInProps {
  field: FieldProps
  lang: Lang
  text: string
  long: boolean
}

/** Where a line holds several, a field of one line would run them together. */
const WordsIn = ({ field, lang, text, long }: WordsInProps): JSX.Element => {
  const spoken = { lang, dir: direction(lang) }
  return long || text.includes('\n') ? (
    <Lines {...field} value={text} spoken={spoken} rows={long ? 6 : 3} />
  ) : (
    <Line {...field} value={text} spoken={spoken} />
  )
}

/** Words in each language of the draft, beside each other. */
export function WordsField({
  control,
  typedAt,
}: {
  control: Control
  typedAt: (path: string) => string
}): JSX.Element {
  const { asked, path, langs, field, faultAt } = control
  const long = asked.question.type === 'longtext'
  const at = langs.map((lang) => ({ lang, name: `${path}/${lang}` }))
  if (at.length === 1) {
    const { lang, name } = at[0]!
    return (
      <WordsIn
        field={{ ...field, name, fault: faultAt(name) }}
        lang={lang}
        text={typedAt(name)}
        long={long}
      />
    )
  }
  return (
    <Several {...field}>
      <div class="tongues">
        {at.map(({ lang, name }) => (
          <WordsIn
            field={{ name, label: asSentence(languageName(lang)), fault: faultAt(name), optional: 'unsaid' }}
            lang={lang}
            text={typedAt(name)}
            long={long}
          />
        ))}
      </div>
    </Several>
  )
}

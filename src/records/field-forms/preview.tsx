import type { Definition, Slot } from '../../instruments/definition.ts'
import { lookup } from '../../instruments/lookup.ts'
import { placeChoices } from '../../places/choosing.ts'
import { everywhere } from '../../places/everywhere.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { onlyRow } from '../writing/path.ts'
import { Field } from '../writing/views/Field.tsx'

/** Questions as whoever writes a record is asked them, without a draft: what is typed goes nowhere. */
export async function Preview({
  definition,
  slots,
  lang,
}: {
  definition: Definition
  slots: Slot[]
  lang: string
}): Promise<JSX.Element> {
  const all = slots.flatMap((slot) => lookup(definition).asked.get(slot) ?? [])
  const places = all.some(({ question }) => question.type === 'place')
    ? placeChoices((await everywhere()).byId)
    : []
  return (
    <div class="stack">
      {all.map((asked) => (
        <Field asked={asked} row={asked.group.repeat ? 'r1' : onlyRow} langs={[lang]} places={places} />
      ))}
    </div>
  )
}

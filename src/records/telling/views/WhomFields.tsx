import type { Attempt } from '../../../base/http/form.ts'
import { inReach, t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Lines, typed } from '../../../ui/parts/Fields.tsx'
import type { Story } from '../choices.ts'
import type { SharingView } from '../telling.ts'

/** To whom a story is open, in plain words. */
export function WhomFields({
  story,
  communities,
  attempt,
}: Pick<SharingView, 'communities'> & { story?: Story; attempt?: Attempt }): JSX.Element {
  const { to, community } = story?.access ?? {}
  const chosen = attempt?.values.to ?? (to === 'community' ? `community:${community}` : to) ?? []
  return (
    <>
      <Choices
        {...typed(attempt, 'to')}
        label={t('telling.whoMaySee')}
        chosen={[chosen].flat()}
        choices={[
          { value: 'everyone', label: t('telling.everyone'), help: t('telling.everyoneHelp') },
          { value: 'members', label: t('telling.members') },
          ...communities.map(({ slug, name }) => ({
            value: `community:${slug}`,
            label: t('telling.onlyCommunity', { community: inReach(name).text }),
          })),
          { value: 'named', label: t('telling.onlyNamed') },
        ]}
      />
      <Lines
        {...typed(attempt, 'readers')}
        value={[attempt?.values.readers ?? story?.readers.join('\n') ?? ''].flat()[0]}
        label={t('telling.readers')}
        help={t('telling.readersHelp')}
        rows={2}
        optional="unsaid"
      />
    </>
  )
}

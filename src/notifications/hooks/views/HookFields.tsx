import type { Attempt } from '../../../base/http/form.ts'
import { interfaceLanguages, reader } from '../../../base/i18n/reader.ts'
import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Choices, Line, Pick, typed } from '../../../ui/parts/Fields.tsx'
import { type Hook, hookEvents, hookKinds, rhythms } from '../hook.ts'
import { eventName, kindName } from '../names.ts'

const given = (attempt: Attempt | undefined, name: string): string[] | undefined =>
  attempt && [attempt.values[name] ?? []].flat()

/** What a hook is: for one that is made all of it, for one there is what may be changed. */
export const HookFields = ({ hook, attempt }: { hook?: Hook; attempt?: Attempt }): JSX.Element => {
  const chat = hook?.kind !== 'signed'
  return (
    <>
      {!hook && (
        <Choices
          {...typed(attempt, 'kind')}
          label={t('hooks.kind')}
          chosen={given(attempt, 'kind') ?? ['signed']}
          choices={hookKinds.map((value) => ({
            value,
            label: kindName(value),
            help: value === 'signed' ? t('hooks.signedHelp') : undefined,
          }))}
        />
      )}
      <Line
        {...typed(attempt, 'name')}
        value={typed(attempt, 'name').value ?? hook?.name}
        label={t('hooks.name')}
        help={t('hooks.nameHelp')}
      />
      <Line
        {...typed(attempt, 'address')}
        type="url"
        label={hook ? t('hooks.otherAddress') : t('hooks.address')}
        help={hook ? t('hooks.otherAddressHelp', { host: hook.host }) : t('hooks.addressHelp')}
        optional={hook !== undefined}
      />
      <Choices
        {...typed(attempt, 'events')}
        label={t('hooks.events')}
        several
        chosen={given(attempt, 'events') ?? hook?.events ?? []}
        choices={hookEvents.map((value) => ({ value, label: eventName(value) }))}
      />
      {chat ? (
        <>
          <Pick
            name="lang"
            label={t('hooks.lang')}
            help={hook ? undefined : t('hooks.ofChats')}
            value={typed(attempt, 'lang').value ?? hook?.lang ?? reader().lang}
            choices={Object.entries(interfaceLanguages).map(([value, label]) => ({ value, label }))}
          />
          <Pick
            name="rhythm"
            label={t('hooks.rhythm')}
            help={hook ? undefined : t('hooks.ofChats')}
            value={typed(attempt, 'rhythm').value ?? hook?.rhythm ?? 'each'}
            choices={rhythms.map((value) => ({
              value,
              label: value === 'each' ? t('hooks.each') : t('hooks.daily'),
            }))}
          />
        </>
      ) : (
        <input type="hidden" name="lang" value={hook.lang} />
      )}
    </>
  )
}

import { t } from '../../../base/i18n/t.ts'
import type { JSX } from '../../../ui/jsx/elements.ts'
import { Line, Several, typed } from '../../../ui/parts/Fields.tsx'
import { Notice } from '../../../ui/parts/Notice.tsx'
import { fewest, type Way, ways } from '../consulted.ts'
import { cellName, wayName } from '../names.ts'
import { ConsultedTable } from './ConsultedTable.tsx'
import type { DraftConsentPageProps } from './DraftConsentPage.tsx'

/** How many were consulted, by sex, by age and by group: numbers only. */
export const ConsultedFields = ({ counted, told, attempt }: DraftConsentPageProps): JSX.Element => (
  <>
    <h2>{t('consent.consulted')}</h2>
    <p class="narrow-text">{t('consent.consultedWords', { least: fewest })}</p>
    {told && (
      <Notice>
        <ConsultedTable consulted={told} />
        <p>{t('consent.toldBefore')}</p>
      </Notice>
    )}
    {(Object.keys(ways) as Way[]).map((way) => (
      <Several name={way} label={wayName(way)} optional="unsaid">
        <div class="grid narrow">
          {ways[way].map((cell) => {
            const name = `${way}.${cell}`
            const field = typed(attempt, name)
            const standing = (counted[way] as Record<string, number> | undefined)?.[cell]
            return (
              <Line
                {...field}
                value={field.value ?? String(standing ?? '')}
                label={cellName(cell)}
                inputmode="numeric"
                optional="unsaid"
                autocomplete="off"
              />
            )
          })}
        </div>
      </Several>
    ))}
  </>
)

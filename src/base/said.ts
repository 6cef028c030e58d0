import { t } from './i18n/t.ts'
import type { Refusal } from './refusal.ts'

/** Why something was refused, in the reader's words. */
export const said = ({ key, values }: Refusal): string => t(key, values)

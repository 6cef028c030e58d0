import { z } from 'zod'
import { t } from '../base/i18n/t.ts'
import { shortestPassword } from './login/auth.ts'

/** One that somebody chooses. */
export const newPassword = z
  .string()
  .min(shortestPassword, { error: () => t('people.passwordShort', { least: shortestPassword }) })
  .max(200, { error: () => t('people.passwordLong', { most: 200 }) })

/** One they have: it is compared, so no more is said of it. */
export const oldPassword = z.string().max(200)

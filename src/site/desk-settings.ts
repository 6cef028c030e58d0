import { settings } from '../base/config.ts'
import type { Viewer } from '../base/viewer.ts'
import { refuseNotOperator } from './desk-rights.ts'

export type SettingName = (typeof settings)[number]['name']

export interface ShownSetting {
  name: SettingName
  /** Nothing for a secret, and for what is not set. */
  value?: string
  /** Where the value is from; `unset` has none. */
  from: 'environment' | 'default' | 'unset'
  secret: boolean
}

/** Every setting as this process has it, secrets without their value: for an operator only. */
export function settingsFor(viewer: Viewer): ShownSetting[] {
  refuseNotOperator(viewer)
  return settings.map((setting): ShownSetting => {
    const { name } = setting
    const given = process.env[name] || undefined
    const fallback = 'fallback' in setting ? setting.fallback : undefined
    const secret = 'secret' in setting
    const value = given ?? fallback
    return {
      name,
      ...(value !== undefined && !secret && { value }),
      from: given ? 'environment' : fallback === undefined ? 'unset' : 'default',
      secret,
    }
  })
}

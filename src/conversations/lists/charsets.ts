const strict = new TextDecoder('utf-8', { fatal: true })
const windows = new TextDecoder('windows-1252')

/** Bytes of which nothing says what they are: UTF-8, or else what Windows wrote. */
export function guess(bytes: Buffer): string {
  try {
    return strict.decode(bytes)
  } catch {
    return windows.decode(bytes)
  }
}

export const isUtf8 = (bytes: Buffer): boolean => {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}

import type { Viewer } from '../base/viewer.ts'

/** Vocabularies come in by command and with packs; curators follow with accounts. */
export const mayImport = (viewer: Viewer): boolean => viewer.kind === 'system'

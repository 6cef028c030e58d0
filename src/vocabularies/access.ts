import { holds, type Viewer } from '../base/viewer.ts'

/** Whoever curates everything may bring a vocabulary in, and whoever curates one a new version of it. */
export const mayImport = (viewer: Viewer, vocabulary?: number): boolean =>
  holds(viewer, 'curator', vocabulary === undefined ? [] : [vocabulary])

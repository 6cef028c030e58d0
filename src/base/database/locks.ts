/**
 * Every advisory lock of the database, so that no two share a number: what each keeps from happening
 * twice at a time.
 */
export const locks = {
  migrating: 7_220_140,
  dispatching: 7_220_141,
  /**
   * Held by whoever serves an embedded database, and together by all who serve another, for as long as
   * they do; and by whoever restores a backup.
   */
  serving: 7_220_142,
  importingPlaces: 7_220_143,
  importingVocabularies: 7_220_144,
  importingInstruments: 7_220_145,
  indexing: 7_220_146,
  /** Held together by all who use an embedded cluster, so that the last of them knows it is the last. */
  using: 7_220_147,
  /**
   * Held together by backups. Who deletes a file tries for it alone, in the transaction that deletes its
   * row, and where it is not to be had leaves the file for another time: the backup's rows still name it.
   */
  copyingFiles: 7_220_148,
  /** Two collections put into each other at the same time would be a ring that neither saw. */
  nestingCollections: 7_220_149,
  /** Of two operators who go at the same moment each would see the other stay. */
  endingRights: 7_220_150,
  /** Of two who ask the same reviewer at the same moment each would see a place free. */
  askingReviewers: 7_220_151,
  /** Of two who call for needs at the same moment each would ask somebody whom the other asked enough. */
  callingForNeeds: 7_220_152,
  /** Two organisations that become a branch of each other at the same time would be a ring that neither saw. */
  nestingOrganisations: 7_220_153,
} as const

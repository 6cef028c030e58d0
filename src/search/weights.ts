/** BM25 with the constants that the sets of `bench/search.ts` were best with. */
export const k1 = 0.9
export const b = 0.4

/** How often a word of the title or the summary counts. */
export const titleWeight = 3
export const summaryWeight = 1.5

/** A document that has all the words, has them as a phrase, has them as its title. */
export const allWordsLift = 1.2
export const phraseLift = 2
export const nameLift = 3
/**
 * A place, topic or questionnaire that has only some of the words: its few words are a name, which one
 * word out of several meets by chance ("Saint-Pierre" for "cordons pierreux").
 */
export const partlyNamed = 0.1
/** A document in the reader's language: enough to come before another that is as good. */
export const languageLift = 1.15
/** A thing is shown in the reader's language unless that says much less of what was asked. */
export const languageKept = 0.25
/** A word carried over by a vocabulary, against one that was typed. */
export const carriedWeight = 0.5

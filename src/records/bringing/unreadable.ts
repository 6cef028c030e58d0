/** A file that is not what it should be: said of the whole import. */
export class Unreadable extends Error {}

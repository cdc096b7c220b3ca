// A libSQL server takes and stores no value and no row above 5 MB, and answers with no more than 10 MB.

/** Bytes of one value on its way to the database; of a longer list there are several statements. */
export const mostParameterBytes = 4_000_000

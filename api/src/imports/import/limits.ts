/** Rows in one chunk: so many fit a request, a reply and a database's patience. */
export const mostRows = 1_000

/**
 * Rows in one chunk of a posted file where the database is near. Each chunk writes most pages of each index
 * anew, whose keys lie anywhere; so the fewer there are the faster it goes, and the longer others wait who write.
 */
export const mostRowsFromNear = 2_000

/** Characters in the cells of one chunk of a posted file, beyond which it ends with fewer rows: it is held whole. */
export const mostCharacters = 2_000_000

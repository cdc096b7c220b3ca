/** The most rows of a chunk of any import. */
export const mostRows = 2_000

/**
 * The most rows of a chunk of an import that begins now. Each chunk writes most pages of each index anew,
 * whose keys lie anywhere; so the fewer there are the faster it goes, and the longer others wait who write.
 * A database that is far bears a thousand: so many fit a request to it, its reply and its patience.
 */
export const chunkRowsOf = ({ isNear }: { isNear: boolean }): number => (isNear ? mostRows : 1_000)

/** Characters in the cells of one chunk of a posted file, beyond which it ends with fewer rows: it is held whole. */
export const mostCharacters = 2_000_000

/** Rows in one chunk: so many fit a request, a reply and a database's patience. */
export const mostRows = 1_000

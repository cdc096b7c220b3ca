/** Contacts up to this number are converted or indexed in one batch, which takes a quarter of a second. */
export const mostAtOnce = 5_000

/** Mappings of one installation: as many as people find their way in. */
export const mostMappings = 200

/** Bytes of a mapping's columns, and of its constants: some 400 columns, as the largest exports have. */
export const largestPart = 32 * 1024

/** Mappings that are found for one file, the newest first. */
export const mostFound = 20

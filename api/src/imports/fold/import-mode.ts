/** What happens where a row meets a contact that exists. */
export const importModes = ['merge', 'update', 'skip', 'replace'] as const
export type ImportMode = (typeof importModes)[number]

import type { Context } from '../installation/context.ts'
import { applySentChunk } from './chunk/apply-sent-chunk.ts'
import { type FileImport, type FileImportInput, importFile } from './file-import.ts'
import type { ChunkAnswer } from './import/import.ts'

/**
 * What of an import takes so long that it is better done away from whoever answers others. All that it
 * is given and answers can go from thread to thread.
 */
export interface ImportWork {
  /** @param sent taken over; see `applySentChunk` */
  applyChunk(
    ctx: Context,
    importId: string,
    number: number,
    sent: Uint8Array<ArrayBuffer>,
  ): Promise<ChunkAnswer>

  /** See `importFile`. */
  importFile(
    ctx: Context,
    body: ReadableStream<Uint8Array> | null,
    input: FileImportInput,
  ): Promise<FileImport>
}

/** The work done right here. */
export const importWork: ImportWork = {
  applyChunk: applySentChunk,
  importFile: (...asked) => importFile(...asked),
}

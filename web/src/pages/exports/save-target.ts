import { save } from '../../api/download.ts'

/** From so many contacts on, a file that goes straight to the disk is worth asking where to put it. */
export const manyContacts = 100_000

/** Where a file goes. */
export interface SaveTarget {
  /** Takes the file as it comes, and keeps nothing of one that breaks off. */
  take(file: Response, signal: AbortSignal): Promise<void>
}

type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>

/** The browser's own question where to save a file (File System Access), which not all of them have. */
function picker(): Picker | null {
  const { showSaveFilePicker } = window as { showSaveFilePicker?: Picker }
  return showSaveFilePicker?.bind(window) ?? null
}

/**
 * A place for an export. One of very many contacts is written to the disk as it comes, where the browser
 * can; any other is handed over when it is complete. Has to be called at the press of a button.
 *
 * @param most how many contacts it may have; null where nobody knows
 * @returns null where somebody was asked for a place and gave none
 */
export async function chooseTarget(name: string, most: number | null): Promise<SaveTarget | null> {
  const pick = (most ?? 0) >= manyContacts ? picker() : null
  if (pick === null) return { take: async (file) => save(await file.blob(), name) }
  try {
    return onDisk(await pick({ suggestedName: name }))
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null
    throw error
  }
}

/** Nothing is at the place until all of the file is: it is written beside it and put there when closed. */
function onDisk(place: FileSystemFileHandle): SaveTarget {
  return {
    async take(file, signal) {
      const writable = await place.createWritable()
      if (file.body) await file.body.pipeTo(writable, { signal })
      else await writable.close()
    },
  }
}

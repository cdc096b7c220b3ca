import type { Draft } from './draft.ts'

/**
 * Keeps the chosen file and the decisions about it in this browser, so that a reload or a closed tab
 * loses nothing. IndexedDB takes a `File` as it is, and browsers keep it on the disk, not in memory.
 */
const databaseName = 'cardfile-import'
const storeName = 'kept'
/** Counted up when drafts are kept in another shape. */
const shape = 2

export interface KeptImport {
  file: File
  draft: Draft
}

/** @returns null where nothing is kept, or where this browser keeps nothing (a private window) */
export async function readKept(): Promise<KeptImport | null> {
  try {
    const file = await within<File>('readonly', (store) => store.get('file'))
    const draft = await within<Draft>('readonly', (store) => store.get('draft'))
    return file && draft ? { file, draft } : null
  } catch {
    return null
  }
}

/** @returns whether it was kept: the disk may be full, or the window private */
export async function keep(part: Partial<KeptImport>): Promise<boolean> {
  try {
    for (const [name, value] of Object.entries(part))
      await within('readwrite', (store) => store.put(value, name))
    return true
  } catch {
    return false
  }
}

export async function forget(): Promise<void> {
  await within('readwrite', (store) => store.clear()).catch(() => undefined)
}

/** As `forget`, but only where what is kept belongs to this import. */
export async function forgetImport(id: string): Promise<void> {
  const kept = await readKept()
  if (kept?.draft.importId === id) await forget()
}

async function within<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest,
): Promise<T | undefined> {
  const database = await opened()
  try {
    return await new Promise<T | undefined>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode)
      const request: IDBRequest<T | undefined> = act(transaction.objectStore(storeName))
      transaction.addEventListener('complete', () => resolve(request.result))
      transaction.addEventListener('abort', () => reject(transaction.error))
    })
  } finally {
    database.close()
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, shape)
    request.addEventListener('upgradeneeded', () => {
      // What an older version kept has another shape; its file can be chosen again.
      if (request.result.objectStoreNames.contains(storeName))
        request.result.deleteObjectStore(storeName)
      request.result.createObjectStore(storeName)
    })
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error))
  })
}

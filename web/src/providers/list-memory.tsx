import { createContext, type ReactNode, useContext, useState } from 'react'

/** What of a list is not in its address, and yet should be as it was when one comes back. */
export interface ListState {
  ids: readonly string[]
  allMatching: number | null
  /** Pixels: of the list in itself, and of the page around it. */
  scroll: { top: number; left: number; page: number }
}

/** What the lists were like that a person left, for as long as they are signed in. */
export class ListMemory {
  readonly #states = new Map<string, ListState>()
  readonly #postponed = new Map<string, ReadonlySet<string>>()
  #lastContact: string | null = null

  /** @param entry the key of the list's entry in the browser's history */
  keep(entry: string, state: ListState): void {
    this.#states.set(entry, state)
  }

  stateAt(entry: string): ListState | null {
    return this.#states.get(entry) ?? null
  }

  /** Contacts that are merged into another one are selected nowhere any more. */
  deselect(ids: readonly string[]): void {
    for (const [entry, state] of this.#states)
      this.#states.set(entry, { ...state, ids: state.ids.filter((id) => !ids.includes(id)) })
  }

  /** @param pairs of the queue of duplicates that somebody left for later there */
  keepPostponed(entry: string, pairs: ReadonlySet<string>): void {
    this.#postponed.set(entry, pairs)
  }

  postponedAt(entry: string): ReadonlySet<string> | null {
    return this.#postponed.get(entry) ?? null
  }

  noteContact(id: string): void {
    this.#lastContact = id
  }

  /** The contact that was on the screen last: the row to go on from. */
  get lastContact(): string | null {
    return this.#lastContact
  }
}

const ListMemoryContext = createContext<ListMemory | null>(null)

export function ListMemoryProvider({ children }: { children: ReactNode }) {
  const [memory] = useState(() => new ListMemory())
  return <ListMemoryContext value={memory}>{children}</ListMemoryContext>
}

export function useListMemory(): ListMemory {
  const memory = useContext(ListMemoryContext)
  if (!memory) throw new Error('useListMemory outside ListMemoryProvider')
  return memory
}

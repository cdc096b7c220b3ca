import type { ProjectedState } from './projected-state.ts'

/** So many chunks of one import are made ready at once; what comes beyond is judged by its number alone. */
const mostAtOnce = 4

/** How often a chunk looks whether its turn has come, in milliseconds. */
const lookAgain = 1

/**
 * After so many milliseconds nobody waits for a chunk any more: at the edge a request whose client has
 * gone is given up without another word, and never says that it has ended.
 */
const longestTurn = 20_000

// Beside the definitions, which live as long as an app and belong to one database.
const turns = new WeakMap<object, Map<string, Map<number, ChunkSlot>>>()

/** A chunk among those of its import that this process has in hand. */
export interface PipelineSlot {
  readonly number: number
  /** What it will leave behind, as far as is known by now; another one with every attempt. */
  projected: ProjectedState | null
  /** The projected state that held; null until then. */
  written: ProjectedState | null
  readonly ended: boolean
  /** Whether it is in hand for so long that nobody waits for it. */
  readonly isLate: boolean
  /** The chunks before it that are in hand now, in their order. */
  ahead(): readonly PipelineSlot[]
  /** Resolves when no chunk before this one is in hand any more. */
  come(): Promise<void>
  end(): void
}

/**
 * Lets the next chunk of an import be made ready while the one before it is being written. Nothing
 * depends on it: which chunk is the next one, and what it is built on, is judged by the database alone.
 *
 * @param app what lives as long as the app does
 */
export function enterPipeline(app: object, importId: string, number: number): PipelineSlot {
  const imports = turns.get(app) ?? new Map<string, Map<number, ChunkSlot>>()
  turns.set(app, imports)
  const inHand = imports.get(importId) ?? new Map<number, ChunkSlot>()
  imports.set(importId, inHand)
  return new ChunkSlot(number, inHand, () => {
    if (inHand.size === 0) imports.delete(importId)
  })
}

class ChunkSlot implements PipelineSlot {
  readonly number: number
  projected: ProjectedState | null = null
  written: ProjectedState | null = null
  ended = false
  readonly #inHand: Map<number, ChunkSlot>
  readonly #joins: boolean
  readonly #began = Date.now()
  readonly #left: () => void

  constructor(number: number, inHand: Map<number, ChunkSlot>, left: () => void) {
    this.number = number
    this.#inHand = inHand
    this.#left = left
    for (const [at, other] of inHand) if (other.isLate) inHand.delete(at)
    this.#joins = inHand.size < mostAtOnce && !inHand.has(number)
    if (this.#joins) inHand.set(number, this)
  }

  ahead(): readonly PipelineSlot[] {
    if (!this.#joins) return []
    return [...this.#inHand.values()]
      .filter(({ number, isLate }) => number < this.number && !isLate)
      .sort((a, b) => a.number - b.number)
  }

  get isLate(): boolean {
    return Date.now() - this.#began > longestTurn
  }

  come(): Promise<void> {
    return until(() => this.ahead().length === 0)
  }

  end(): void {
    this.ended = true
    if (this.#inHand.get(this.number) === this) this.#inHand.delete(this.number)
    this.#left()
  }
}

/** Looks again and again, since on some runtimes one request cannot wait for another's promise. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, lookAgain))
}

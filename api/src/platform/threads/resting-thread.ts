import type { Transferable, Worker } from 'node:worker_threads'
import { Calls } from './calls.ts'

/** What is known outside of a thread that comes and goes with its work. */
export interface Resting {
  /** Whether there is a thread now. */
  readonly isRunning: boolean
  /**
   * Lets the thread go now, unless it has work. At most once in the time it usually rests: two that work
   * in turn would else send each other away again and again.
   */
  rest(): void
  /** Ends the thread; what is under way is refused. */
  close(): Promise<void>
}

export interface RestOptions {
  /** Milliseconds without work after which the thread ends, and gives its memory back; a minute. */
  rest?: number
  /** Told when a thread is about to come. */
  onStart?: () => void
}

interface ThreadPlan extends RestOptions {
  start(): Worker
  /** What those are told who wait for a thread that ended, with the reason where there is one. */
  gone(cause?: unknown): Error
}

const usualRest = 60_000

/** What every such thread is told at its end, to close what it has open. */
export type Closing = 'close'

/** A thread that comes with its first work, goes when none is left, and is followed by another should it die. */
export class RestingThread<Asked, Answer> implements Resting {
  readonly #plan: ThreadPlan
  readonly #rest: number
  #run: Run<Asked, Answer> | null = null
  #sentAwayAt = Number.NEGATIVE_INFINITY

  constructor(plan: ThreadPlan) {
    this.#plan = plan
    this.#rest = plan.rest ?? usualRest
  }

  get isRunning(): boolean {
    return this.#run !== null
  }

  /** @param taken what is given away; copies of the rest are made */
  ask(asked: Asked, taken: readonly Transferable[] = []): Promise<Answer> {
    this.#run ??= new Run(this.#plan, this.#rest, (which) => {
      if (this.#run === which) this.#run = null
    })
    return this.#run.ask(asked, taken)
  }

  rest(): void {
    const now = performance.now()
    if (!this.#run?.isIdle || now - this.#sentAwayAt < this.#rest) return
    this.#sentAwayAt = now
    void this.#run.stop()
  }

  async close(): Promise<void> {
    await this.#run?.stop()
  }
}

/** One thread from its start to its end. */
class Run<Asked, Answer> {
  readonly #worker: Worker
  readonly #calls: Calls<Asked | Closing, Answer>
  readonly #plan: ThreadPlan
  readonly #rest: number
  readonly #ended: (run: Run<Asked, Answer>) => void
  #underWay = 0
  #resting: NodeJS.Timeout | undefined

  constructor(plan: ThreadPlan, rest: number, ended: (run: Run<Asked, Answer>) => void) {
    this.#plan = plan
    this.#rest = rest
    this.#ended = ended
    plan.onStart?.()
    this.#worker = plan.start()
    this.#calls = new Calls(this.#worker)
    this.#worker.on('error', (error) => this.#end(error))
    this.#worker.on('exit', () => this.#end())
  }

  #end(cause?: unknown): void {
    this.#ended(this)
    this.#calls.end(this.#plan.gone(cause))
  }

  get isIdle(): boolean {
    return this.#underWay === 0
  }

  async ask(asked: Asked, taken: readonly Transferable[]): Promise<Answer> {
    clearTimeout(this.#resting)
    this.#underWay++
    try {
      return await this.#calls.ask(asked, taken)
    } finally {
      if (--this.#underWay === 0)
        this.#resting = setTimeout(() => void this.stop(), this.#rest).unref()
    }
  }

  async stop(): Promise<void> {
    clearTimeout(this.#resting)
    this.#ended(this)
    await this.#calls.ask('close').catch(() => {})
    await this.#worker.terminate()
  }
}

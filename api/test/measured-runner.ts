import { TestRunner } from 'vitest'

declare module 'vitest' {
  interface TaskMeta {
    /** Of a file: the process that runs it. */
    pid?: number
  }
}

/** Tells with each file which process runs it, so that what it takes can be measured. */
export default class MeasuredRunner extends TestRunner {
  override onCollectStart(file: Parameters<TestRunner['onCollectStart']>[0]): void {
    file.meta.pid = process.pid
    super.onCollectStart(file)
  }
}

import type { TestRunner } from 'vitest'
import MeasuredRunner from '../measured-runner.ts'
import { reportPages } from './failure-report.ts'

/**
 * Tells what the pages showed when a test failed. The files of a worker share its modules, so that a hook
 * which one of those registers would be heard for the first file only.
 */
export default class BrowserRunner extends MeasuredRunner {
  override async onAfterRunTask(test: Parameters<TestRunner['onAfterRunTask']>[0]): Promise<void> {
    if (test.result?.state === 'fail') await reportPages()
    super.onAfterRunTask(test)
  }
}

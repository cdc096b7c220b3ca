import type { TestRunner } from 'vitest'
import MeasuredRunner from '../measured-runner.ts'
import { closeTargets } from './open-targets.ts'

/**
 * Closes what a file of tests has started. The files of a project share their worker and its modules, so
 * that a hook which one of those registers would be heard for the first file only.
 */
export default class ContractRunner extends MeasuredRunner {
  override async onAfterRunSuite(
    suite: Parameters<TestRunner['onAfterRunSuite']>[0],
  ): Promise<void> {
    await super.onAfterRunSuite(suite)
    if (suite === suite.file) await closeTargets()
  }
}

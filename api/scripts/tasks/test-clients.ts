// `npm run test:clients [-- <part of a name>]`: clients made from the live document by every generator that
// the machine has the tools for, compiled, and the programs of docs/clients run with them. The first run
// fetches the generators, which are no dependencies of the project.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSubject } from '../clients/subject.ts'
import { tryClients } from '../clients/try-clients.ts'
import { runTask } from '../task.ts'

await runTask(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cardfile-clients-'))
  const subject = await startSubject(folder)
  try {
    const faults = await tryClients(subject, folder, process.argv[2] ?? '', console.log)
    console.log(faults === 0 ? 'All of it worked.' : `${faults} went wrong.`)
    return faults === 0 ? 0 : 1
  } finally {
    await subject.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

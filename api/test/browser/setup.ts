import { buildWeb } from '../../scripts/build-web.ts'

/** The pages the browser opens are those of this source, not of an earlier build. */
export default async function setup(): Promise<void> {
  await buildWeb()
}

/** A file of the screens did not come: there is no connection, or an update has put others in its place. */
export class NotLoaded extends Error {
  override name = 'NotLoaded'
}

/**
 * What a file of the screens has in it.
 *
 * @throws NotLoaded instead of what each browser says of it in English
 */
export async function loaded<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load()
  } catch (cause) {
    throw new NotLoaded('', { cause })
  }
}

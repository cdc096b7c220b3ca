// Node's packages say in a text what system they are for, where pnpm reads lists: it would install those of
// all systems.
export const hooks = {
  readPackage(manifest) {
    for (const name of ['os', 'cpu'])
      if (typeof manifest[name] === 'string') manifest[name] = [manifest[name]]
    return manifest
  },
}

// In the place of qs, with which Refine would read tables' states nested in addresses: ours have none, and a
// page's state is read from the address by itself.
const flat = {
  parse: (search: string) => Object.fromEntries(new URLSearchParams(search)),
  stringify: (values: Record<string, string>) => String(new URLSearchParams(values)),
}

export default flat

/** Lets the browser fetch an address as a file: it streams to the disk past our memory. */
export function download(url: string, fileName = ''): void {
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  document.body.append(link)
  link.click()
  link.remove()
}

/** Hands over a file that is here already. */
export function save(file: Blob, fileName: string): void {
  const url = URL.createObjectURL(file)
  download(url, fileName)
  // Browsers take the address up after the click returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

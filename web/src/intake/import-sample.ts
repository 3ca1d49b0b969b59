/** A small table to try the import with, as a file for Excel: the byte order mark tells it UTF-8. */
export function downloadSample(name: string, text: string) {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text.replaceAll('\n', '\r\n')], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

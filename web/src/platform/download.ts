/** Hands the person a text made here as a file. A CSV for Excel begins with a byte order mark, which tells it UTF-8. */
export function downloadText(name: string, text: string) {
  const isTable = name.endsWith('.csv')
  const address = URL.createObjectURL(new Blob(isTable ? ['\uFEFF', text.replaceAll('\n', '\r\n')] : [text], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

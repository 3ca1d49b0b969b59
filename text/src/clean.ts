/** Replaces what no store can keep (NUL, lone surrogates) by U+FFFD and composes to NFC. */
export function cleanText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  return (wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '\uFFFD') : wellFormed).normalize('NFC')
}

/** Cleans every string (and key) of parsed JSON in place, however deep, without recursion. */
export function cleanDeep(root: unknown): unknown {
  if (typeof root === 'string') return cleanText(root)
  const open: unknown[] = [root]
  while (open.length) {
    const node = open.pop()
    if (typeof node !== 'object' || node === null) continue
    const parent = node as Record<string, unknown>
    for (const key of Object.keys(parent)) {
      const child = parent[key]
      if (typeof child === 'string') parent[key] = cleanText(child)
      else open.push(child)
    }
  }
  return root
}

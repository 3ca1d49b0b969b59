import type { OutgoingMessage } from '../doors.ts'

/** Texts of at most so many bytes, cut between characters. */
export function partsOf(text: string, most: number): string[] {
  const parts: string[] = []
  let part = ''
  let bytes = 0
  for (const character of text) {
    const size = Buffer.byteLength(character)
    if (bytes + size > most) {
      parts.push(part)
      part = ''
      bytes = 0
    }
    part += character
    bytes += size
  }
  return [...parts, part]
}

/** Sends a long message part by part; tried again, it goes on after the part that was taken last. */
export async function sendParts(
  { partsSent = 0, keepParts }: Pick<OutgoingMessage, 'partsSent' | 'keepParts'>,
  parts: readonly string[],
  send: (part: string, at: number) => Promise<unknown>,
): Promise<void> {
  for (const [at, part] of parts.entries()) {
    if (at < partsSent) continue
    await send(part, at)
    if (at < parts.length - 1) await keepParts?.(at + 1)
  }
}

// 字符集: mail from China says gb2312 and means GB18030, says utf-8 and is GBK, or says nothing at all.

const utf8 = new TextDecoder('utf-8', { fatal: true })
const gb18030 = new TextDecoder('gb18030', { fatal: true })
const chineseLabels = /^(x-)?(gb_?2312(-80)?|gbk|cp936|ms936|windows-936|gb_?18030|euc-cn|hz-gb-2312)$/i
/** What programs write that never asked themselves: of these the bytes are believed. */
const thoughtless = /^(|us-ascii|ascii|utf-?8|unknown-8bit|x-unknown|default|iso-8859-1|latin1|windows-1252|ansi)$/i

const reads = (decoder: typeof utf8, bytes: Uint8Array): boolean => {
  try {
    decoder.decode(bytes)
    return true
  } catch {
    return false
  }
}

const highBytes = (bytes: Uint8Array) => bytes.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0)

/** Chinese in GBK comes in pairs of high bytes; one accented letter among Latin ones does not. */
function looksChinese(bytes: Uint8Array): boolean {
  let paired = 0
  for (let at = 0; at + 1 < bytes.length; at++) {
    if ((bytes[at] ?? 0) > 0x80 && (bytes[at + 1] ?? 0) > 0xa0) {
      paired += 2
      at += 1
    }
  }
  return paired >= 0.8 * highBytes(bytes) && reads(gb18030, bytes)
}

/** The character set a text is really in: as declared, unless its bytes say otherwise. */
export function charsetOf(declared: string | undefined, bytes: Uint8Array): string {
  const label = (declared ?? '').trim()
  const isChinese = chineseLabels.test(label)
  if (!isChinese && !thoughtless.test(label)) return label
  if (highBytes(bytes) === 0) return isChinese ? 'gb18030' : label || 'utf-8'
  if (reads(utf8, bytes)) return 'utf-8'
  if (isChinese || looksChinese(bytes)) return 'gb18030'
  return label || 'windows-1252'
}

const isBlank = (line: Buffer) => line.length === 0 || (line.length === 1 && line[0] === 0x0d)
const ofHeader = /^(content-[a-z-]+\s*:|[ \t])/i

/** 40 MB of base64 have half as many; beyond it a mail is made to fill the memory. */
const mostLines = 1_000_000
/** So many lines of fewer bytes each on average are no letter: every one of them becomes a piece of its own while the body is decoded. */
const manyLines = 150_000
const leastBytesALine = 24

/**
 * Headers as mail should have them: raw GBK in the head of the mail or in a part's own lines becomes UTF-8, and words called gb2312 are
 * read as what they are, GB18030. Bodies stay as they came.
 * @throws Error for more than 1,000,000 lines, and for more than 150,000 that hold next to nothing
 */
export function mendHeaders(raw: Buffer): Buffer {
  // What is not mended is kept in whole runs: a Buffer a line would be many times the mail.
  const runs: Buffer[] = []
  let runFrom = 0
  let lines = 0
  let isHead = true
  let isPart = false
  for (let from = 0; from < raw.length; ) {
    const found = raw.indexOf(0x0a, from)
    const end = found === -1 ? raw.length : found + 1
    if (++lines > mostLines || (lines > manyLines && end < lines * leastBytesALine)) throw new Error('too many lines')
    const line = raw.subarray(from, end)
    const content = line.subarray(0, line.at(-1) === 0x0a ? -1 : undefined)
    if (isBlank(content)) isHead = isPart = false
    else if (!isHead && content[0] === 0x2d && content[1] === 0x2d) isPart = true
    const mends = isHead || (isPart && ofHeader.test(content.subarray(0, 40).toString('latin1')))
    const mended = mends ? mendLine(line) : line
    if (mended !== line) {
      runs.push(raw.subarray(runFrom, from), mended)
      runFrom = end
    }
    from = end
  }
  return Buffer.concat([...runs, raw.subarray(runFrom)])
}

function mendLine(line: Buffer): Buffer {
  const mended = line.some((byte) => byte > 0x7f) && charsetOf('', line) === 'gb18030' ? Buffer.from(gb18030.decode(line), 'utf8') : line
  return mended.includes('=?')
    ? Buffer.from(mended.toString('latin1').replace(/=\?(gb2312|gbk|cp936)(\*[\w-]+)?\?/gi, '=?gb18030?'), 'latin1')
    : mended
}

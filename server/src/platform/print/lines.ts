/** 避头尾: marks that begin no line, and marks that end none. Source: GB/T 15834-2011, CLREQ §3.1.3 */
const beginsNone = new Set('，。、；：？！）】》〉」』”’·…—～％%,.;:?!)]}°')
const endsNone = new Set('（【《〈「『“‘([{￥¥')

const ofWord = /[\p{Script=Latin}\p{N}.,:%+\-–−/·'’_@&=#()[\]]/u
const isWide = (mark: string) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(mark)

/** 标点挤压: of two marks that stand together the first gives up its empty half. Source: CLREQ §3.1.6 */
const closes = '，。、；：？！）】》〉」』”’'
const opens = '（【《〈「『“‘'
const tight = new RegExp(`(?<=[${closes}])(?=[${closes}${opens}])|(?<=[${opens}])(?=[${opens}])`, 'u')
/** The parts of a text between which half a character is left out. */
export const tightParts = (text: string): string[] => text.split(tight)

/** What is never torn: a Chinese character with the marks that belong to it, or a Latin word, a number, an interval. */
export function unitsOf(text: string): string[] {
  const units: string[] = []
  let word = ''
  let opening = ''
  const put = (unit: string) => {
    units.push(opening + unit)
    opening = ''
  }
  const endWord = () => {
    if (word) put(word)
    word = ''
  }
  for (const mark of text) {
    if (mark === ' ') {
      endWord()
      if (units.length > 0) units.push(' ')
    } else if (!isWide(mark) && ofWord.test(mark)) word += mark
    else if (endsNone.has(mark)) {
      endWord()
      opening += mark
    } else if (beginsNone.has(mark)) {
      endWord()
      const last = units.length - 1
      if (last >= 0 && !opening) units[last] += mark
      else put(mark)
    } else {
      endWord()
      put(mark)
    }
  }
  endWord()
  if (opening) units.push(opening)
  return units
}

/**
 * 断行: breaks a text into lines no wider than `width`; no line begins with a mark that closes or ends with one that opens, and numbers stay whole.
 * @param widthOf of a text on one line
 * @param firstIndent by how much the first line is shorter
 */
export function linesOf(text: string, width: number, widthOf: (text: string) => number, firstIndent = 0): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    const room = () => width - (lines.length === 0 ? firstIndent : 0)
    for (const unit of unitsOf(paragraph).flatMap((one) => (widthOf(one) > width ? [...one] : [one]))) {
      if (line !== '' && widthOf(line + unit) > room()) {
        lines.push(line.trimEnd())
        line = ''
      }
      if (line !== '' || unit !== ' ') line += unit
    }
    lines.push(line.trimEnd())
  }
  return lines
}

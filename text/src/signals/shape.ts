/** What a text is written with (字形): who looks for numbers or letters asks first whether there can be any. */
export type Shape = {
  /** 0–9, and these with the full-width ones. */
  digits: number
  anyDigits: number
  /** Latin letters, and the two signs that patterns take for one. */
  latin: boolean
  /** @ or ＠. */
  at: boolean
  hyphen: boolean
}

const longS = 0x17f
const kelvin = 0x212a

let shape: Shape = { digits: 0, anyDigits: 0, latin: false, at: false, hyphen: false }
let shapedText = ''

/** Read once a text: several heads ask. */
export function shapeOf(text: string): Shape {
  if (text !== shapedText) {
    shape = shapedAnew(text)
    shapedText = text
  }
  return shape
}

function shapedAnew(text: string): Shape {
  let digits = 0
  let fullDigits = 0
  let latin = false
  let at = false
  let hyphen = false
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place)
    if (code < 0x80) {
      if (code >= 0x30 && code <= 0x39) digits++
      else if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) latin = true
      else if (code === 0x40) at = true
      else if (code === 0x2d) hyphen = true
    } else if (code >= 0xff10 && code <= 0xff20) {
      if (code <= 0xff19) fullDigits++
      else if (code === 0xff20) at = true
    } else if (code === longS || code === kelvin) latin = true
  }
  return { digits, anyDigits: digits + fullDigits, latin, at, hyphen }
}

/** Every match of a global pattern, without the copy of it that matchAll makes. */
export function eachMatch(text: string, pattern: RegExp, visit: (match: RegExpExecArray) => void) {
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) visit(match)
}

import { beginningOf } from '@zhiwei/text'

const greeting = /^(?:(?:你好|您好|喂|在吗|在不在|hi|hello|转?人工(?:客服)?)[啊呀呢吗]?[，,。.！!？?\s]*)+/iu
/** From so many characters on a turn says what it is about. */
const telling = 8
const longest = 40

/** 话头: a contact has no subject; what the customer first says beyond a greeting stands for it. */
export function subjectOfTurns(turns: readonly string[]): string {
  const bare = turns.map((text) => text.trim().replace(greeting, '').trim())
  const first = bare.find((text) => Array.from(text).length >= telling) ?? bare.find((text) => text !== '') ?? turns[0] ?? ''
  const [sentence = first] = first.split(/[。！？!?\n]/u)
  return beginningOf(sentence, longest)
}

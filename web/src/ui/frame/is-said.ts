import { initialsOf } from './initials.ts'

/** Whether words (lower case) stand in what is said, or are the first pinyin initials of one of its parts. */
export function isSaid(words: string, said: string): boolean {
  const lower = said.toLowerCase()
  if (lower.includes(words)) return true
  return /^[a-z0-9]+$/.test(words) && lower.split(' ').some((one) => initialsOf(one).startsWith(words))
}

import type { NamedThing } from '@zhiwei/contract'
import { comma } from '../../platform/punctuation.ts'

const [shortest, longest] = [2, 60]
const parts = /[、,，;；|]/u

/** One name a line, other names for the same behind `=`: `静享壁挂空调 = KFR-35、静享35`. Empty lines do not count; a name said twice is one. */
export function namesOfLines(lines: string): NamedThing[] {
  const names = new Map<string, Set<string>>()
  for (const line of lines.split('\n')) {
    const [name = '', ...rest] = line.split(/[=＝]/u).map((part) => part.trim())
    if (!name) continue
    const aliases = names.get(name) ?? new Set()
    for (const alias of rest.join(comma()).split(parts)) if (alias.trim()) aliases.add(alias.trim())
    names.set(name, aliases)
  }
  return [...names].map(([name, aliases]) => ({ name, aliases: [...aliases] }))
}

/** The first name that is too short or too long to be looked for. */
export const oddName = (lines: string): string | undefined =>
  namesOfLines(lines)
    .flatMap(({ name, aliases }) => [name, ...aliases])
    .find((name) => name.length < shortest || name.length > longest)

export const linesOfNames = (names: readonly NamedThing[]) =>
  names.map(({ name, aliases }) => (aliases.length > 0 ? `${name} = ${aliases.join(comma())}` : name)).join('\n')

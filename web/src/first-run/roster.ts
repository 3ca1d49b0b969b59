import type { UnitKind } from '@zhiwei/contract'

/** One line of a pasted list (名单): a unit by its path from the top, and who works there. */
export type RosterLine = { line: number; path: string[]; name: string; role: string; username: string }
export type RosterUnit = { key: string; name: string; parent: string | null; kind: UnitKind }
export type RosterPerson = {
  line: number
  unit: string
  name: string
  roleCode: string
  username: string
  problem: 'unknownRole' | 'twice' | 'tooShort' | null
}
export type Roster = { units: RosterUnit[]; people: RosterPerson[] }

const below = ' / '

/** Reads what was pasted from a sheet or typed: 部门, 姓名, 岗位, 用户名 in this order, a heading or none. */
export function linesOf(text: string): RosterLine[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    const [unit = '', name = '', role = '', username = ''] = cellsOf(line)
    if (unit === '' || isHeading(unit, name)) return []
    const path = unit
      .split(/[/／>＞]/)
      .map((part) => part.trim())
      .filter(Boolean)
    return path.length > 0 ? [{ line: at + 1, path, name, role, username }] : []
  })
}

const cellsOf = (line: string) => (line.includes('\t') ? line.split('\t') : line.split(/[,，;；]|\s{2,}/)).map((cell) => cell.trim())
const isHeading = (unit: string, name: string) =>
  /^(部门|单位|department|unit)$/i.test(unit) && (name === '' || /姓名|名字|name/i.test(name))

/** What people write for the shipped roles, the more telling ones first. */
const roleWords: [code: string, words: RegExp][] = [
  ['administrator', /管理员|admin/i],
  ['supervisor', /班长|组长|督办|主管|supervisor|lead/i],
  ['manager', /经理|总监|负责人|manager|head/i],
  ['quality', /质量|品质|质检|改进|quality/i],
  ['auditor', /审计|auditor/i],
  ['partner', /合作|外包|服务商|partner/i],
  ['handler', /承办|处理|师傅|专员|handler/i],
  ['agent', /坐席|客服|话务|接线|agent/i],
]

type Role = { code: string; name: string }

/** A role by its name or code, else by what people call it; none named: the usual one of the unit. */
function roleOf(word: string, roles: readonly Role[], kind: UnitKind): string | null {
  if (word === '') return kind === 'callCentre' ? 'agent' : kind === 'partner' ? 'partner' : 'handler'
  const exact = roles.find(({ code, name }) => name === word || code.toLowerCase() === word.toLowerCase())
  if (exact) return exact.code
  const meant = roleWords.find(([, words]) => words.test(word))?.[0]
  return roles.some(({ code }) => code === meant) ? (meant ?? null) : null
}

const kindOf = (path: readonly string[]): UnitKind => {
  const words = path.join(' ')
  if (/合作方|外包|服务商|partner|vendor/i.test(words)) return 'partner'
  return /客服|热线|呼叫|坐席|contact cent|call cent|hotline/i.test(words) ? 'callCentre' : 'department'
}

/** Units each once, those above before those below; people with a role and what is wrong with them. */
export function rosterOf(lines: readonly RosterLine[], roles: readonly Role[], taken: readonly string[] = []): Roster {
  const units = new Map<string, RosterUnit>()
  const names = new Set(taken.map((name) => name.toLowerCase()))
  const people: RosterPerson[] = []
  for (const { line, path, name, role, username } of lines) {
    path.forEach((part, depth) => {
      const key = path.slice(0, depth + 1).join(below)
      if (!units.has(key))
        units.set(key, {
          key,
          name: part,
          parent: depth > 0 ? path.slice(0, depth).join(below) : null,
          kind: kindOf(path.slice(0, depth + 1)),
        })
    })
    if (name === '') continue
    const unit = path.join(below)
    const roleCode = roleOf(role, roles, units.get(unit)?.kind ?? 'department')
    const signIn = (username || name).replace(/\s+/g, '')
    const isTwice = names.has(signIn.toLowerCase())
    names.add(signIn.toLowerCase())
    const problem = isTwice ? 'twice' : [...signIn].length < 2 ? 'tooShort' : roleCode === null ? 'unknownRole' : null
    people.push({ line, unit, name, roleCode: roleCode ?? '', username: signIn, problem })
  }
  return { units: [...units.values()], people }
}

const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

/** A first password that can be read out: three times five of letters and digits that are not mistaken for each other. */
export function firstPassword(): string {
  const signs = [...crypto.getRandomValues(new Uint8Array(15))].map((byte) => letters[byte % letters.length])
  return [0, 5, 10].map((at) => signs.slice(at, at + 5).join('')).join('-')
}

import type { MeasureCut, MeasureRow } from '@zhiwei/contract'
import { wordsOfCode as measuredWords } from '../../analytics/index.ts'
import type { Tx } from '../../platform/database.ts'
import codes from './codes.json' with { type: 'json' }
import type { Words } from './types.ts'

const both = (text: string): Words => ({ zh: text, en: text })
const words: Record<string, Record<string, Words>> = codes

/** What a code is called: a channel, severity, state … */
export const wordsOfCode = (code: string): Words => {
  const [area = '', ...rest] = code.split(':')
  const key = rest.join(':')
  return words[area]?.[key] ?? measuredWords(area, key) ?? both(key)
}

type Named = Pick<MeasureRow, 'key' | 'name'>

/** What the keys of a cut are called in both languages; '' is what has no such value. */
export async function namesOfKeys(tx: Tx, tenantId: string, by: MeasureCut, rows: readonly Named[]): Promise<(key: string) => Words> {
  const none = wordsOfCode(by === 'unit' || by === 'handler' ? `none:${by}` : 'none:any')
  if (by === 'category' || by === 'cause') {
    const names = await treeNames(tx, tenantId, by)
    return (key) => (key === '' ? none : (names.get(key) ?? both(key)))
  }
  if (by === 'channel' || by === 'severity' || by === 'tier' || by === 'weekday')
    return (key) => (key === '' ? none : wordsOfCode(`${by}:${key}`))
  const named = new Map(rows.map(({ key, name }) => [key, name]))
  return (key) => (key === '' ? none : both(named.get(key) ?? key))
}

/** `安装服务 · 未按时上门`: a node of a code tree with what it lies below. */
export async function treeNames(tx: Tx, tenantId: string, table: 'category' | 'cause'): Promise<Map<string, Words>> {
  const nodes = await tx.selectFrom(table).select(['code', 'name', 'name_en']).where('tenant_id', '=', tenantId).execute()
  const own = new Map(nodes.map(({ code, name, name_en }) => [code, { zh: name, en: name_en || name }]))
  const pathOf = (code: string): Words => {
    const name = own.get(code) ?? both(code)
    const above = own.get(code.split('.').slice(0, -1).join('.'))
    return above ? { zh: `${above.zh} · ${name.zh}`, en: `${above.en} · ${name.en}` } : name
  }
  return new Map([...own.keys()].map((code) => [code, pathOf(code)]))
}

import type { Industry } from '@zhiwei/contract'
import type { Tx } from '../../platform/database.ts'
import { type Owed, owedOfRule } from '../limits.ts'
import { appliesTo, type ClockRule, effectOf, inForceFrom, isShippedActive, type RuleEffect } from './clock-rule.ts'
import shipped from './shipped.json' with { type: 'json' }

// 时限规则 of a tenant: the shipped ones and its own, with every decision that was made on them.

export const shippedRules = shipped as readonly ClockRule[]
/** 预警比例 until a company sets its own; 100 is the breach and always told. */
const usualWarnPercents = [50, 75, 90, 100]

export type Decision = {
  version: number
  active: boolean
  from: Date
  warnPercents: number[] | null
  definition: ClockRule | null
  note: string
  byId: string | null
}
export type KnownRule = { rule: ClockRule; isShipped: boolean; decisions: Decision[] }
export type Settings = { industry: Industry | null; industrySince: Date | null; warnPercents: number[]; version: number }
export type RuleBook = { rules: KnownRule[]; settings: Settings; zone: string }
export type RuleInTime = { rule: ClockRule; effect: RuleEffect; warnPercents: number[]; from: Date | null; until: Date | null }

export async function ruleBook(tx: Tx, tenantId: string, zone: string): Promise<RuleBook> {
  const rows = await tx.selectFrom('clock_rule').selectAll().where('tenant_id', '=', tenantId).orderBy('code').orderBy('version').execute()
  const decided = Map.groupBy(rows, ({ code }) => code)
  const decisionsOf = (code: string): Decision[] =>
    (decided.get(code) ?? []).map(({ version, active, effective_from, warn_percents, definition, note, by_id }) => ({
      version,
      active,
      from: effective_from,
      warnPercents: warn_percents,
      definition,
      note,
      byId: by_id,
    }))
  const own = [...decided.keys()].flatMap((code): KnownRule[] => {
    const decisions = decisionsOf(code)
    const rule = decisions.findLast(({ definition }) => definition !== null)?.definition
    return rule ? [{ rule, isShipped: false, decisions }] : []
  })
  const ships = shippedRules.map((rule) => ({ rule, isShipped: true, decisions: decisionsOf(rule.code) }))
  return { rules: [...ships, ...own], settings: await settingsOf(tx, tenantId), zone }
}

export async function settingsOf(tx: Tx, tenantId: string): Promise<Settings> {
  const row = await tx.selectFrom('clock_setting').selectAll().where('tenant_id', '=', tenantId).executeTakeFirst()
  if (!row) return { industry: null, industrySince: null, warnPercents: usualWarnPercents, version: 0 }
  return { industry: row.industry, industrySince: row.industry_since, warnPercents: row.warn_percents, version: row.version }
}

/** A rule through time: as shipped until the first decision on it, then as decided and as each version says; always within the time the law itself is in force. */
export function inTime(known: KnownRule, { settings, zone }: Pick<RuleBook, 'settings' | 'zone'>): RuleInTime[] {
  const first = known.isShipped ? [{ active: isShippedActive(known.rule), from: null, warnPercents: null, definition: null }] : []
  const versions = [...first, ...known.decisions]
  return versions.flatMap(({ active, from, warnPercents, definition }, index) => {
    const rule = definition ?? known.rule
    const law = inForceFrom(rule, zone)
    const since = rule.industries.length > 0 ? settings.industrySince : null
    const window = { from: latest(from, law.from, since), until: earliest(versions[index + 1]?.from ?? null, law.until) }
    if (window.from && window.until && window.until <= window.from) return []
    return [{ rule, effect: effectOf(rule, active), warnPercents: warnPercents ?? settings.warnPercents, ...window }]
  })
}

const latest = (...instants: (Date | null)[]) =>
  instants.reduce((late, instant) => (instant !== null && (late === null || instant > late) ? instant : late), null)
const earliest = (...instants: (Date | null)[]) =>
  instants.reduce((early, instant) => (instant !== null && (early === null || instant < early) ? instant : early), null)

/** The rules that apply to a case by the company's industry and the regulator who referred it. @param authority its name, null: none */
export const rulesFor = (book: RuleBook, authority: string | null): RuleInTime[] =>
  book.rules.flatMap((known) => inTime(known, book)).filter(({ rule }) => appliesTo(rule, { industry: book.settings.industry, authority }))

/** 规则时钟: what rules owe by themselves on the cases of a regulator, asked once for each. */
export function owedByRules(book: RuleBook): (authority: string | null) => Owed[] {
  const known = new Map<string | null, Owed[]>()
  return (authority) => {
    const owed =
      known.get(authority) ??
      rulesFor(book, authority).flatMap(({ rule, effect, warnPercents, from, until }) =>
        effect === 'starts' ? owedOfRule(rule, warnPercents, from, until) : [],
      )
    known.set(authority, owed)
    return owed
  }
}

import type {
  AuditKind,
  ClockRuleChange,
  ClockRuleDefinition,
  ClockRuleInput,
  ClockSettings,
  ClockSettingsChange,
  ClockRule as ShownRule,
} from '@zhiwei/contract'
import { recordAudit } from '../../audit/index.ts'
import type { Act } from '../../cases/index.ts'
import { isUniqueViolation, type Tx } from '../../platform/database.ts'
import { AppError, invalidInput } from '../../platform/errors.ts'
import { calendarBook } from '../calendars/book.ts'
import { clockEvents } from '../rules.ts'
import { effectOf, inForceFrom, isCountable, isShippedActive } from './clock-rule.ts'
import { englishOf } from './english.ts'
import { type KnownRule, type RuleBook, ruleBook, settingsOf, shippedRules } from './rule-book.ts'

/** 时限规则 as they stand now, shipped ones first. */
export async function listClockRules(tx: Tx, tenantId: string, now: Date): Promise<ShownRule[]> {
  const book = await bookOf(tx, tenantId)
  const names = await namesOf(tx, tenantId, book)
  return book.rules.map((known) => shownOf(known, book, names, now))
}

const bookOf = async (tx: Tx, tenantId: string) => ruleBook(tx, tenantId, (await calendarBook(tx, tenantId)).company.zone)

async function namesOf(tx: Tx, tenantId: string, { rules }: RuleBook): Promise<Map<string, string>> {
  const ids = [...new Set(rules.flatMap(({ decisions }) => decisions.flatMap(({ byId }) => byId ?? [])))]
  if (ids.length === 0) return new Map()
  const people = await tx
    .selectFrom('user_account')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
    .execute()
  return new Map(people.map(({ id, name }) => [id, name]))
}

function shownOf(
  { rule, isShipped, decisions }: KnownRule,
  { settings, zone }: RuleBook,
  names: Map<string, string>,
  now: Date,
): ShownRule {
  const decision = decisions.at(-1)
  const active = decision?.active ?? (isShipped && isShippedActive(rule))
  const law = inForceFrom(rule, zone)
  const isInForce = (law.from === null || law.from <= now) && (law.until === null || now < law.until)
  const isOfIndustry = rule.industries.length === 0 || (settings.industry !== null && rule.industries.includes(settings.industry))
  return {
    ...rule,
    shipped: isShipped,
    english: isShipped ? englishOf(rule) : null,
    active,
    effect: isInForce && isOfIndustry ? effectOf(rule, active) : 'off',
    reasons: [
      ...(rule.confidence === 'H' ? [] : (['notVerified'] as const)),
      ...(rule.amount === null ? (['noAmount'] as const) : []),
      ...(rule.startsOn === null ? (['noStart'] as const) : []),
      ...(rule.byHand ? (['byHand'] as const) : []),
      ...(rule.duty === 'information' ? (['information'] as const) : []),
      ...(isInForce ? [] : (['notInForce'] as const)),
      ...(isOfIndustry ? [] : (['otherIndustry'] as const)),
      ...(decision && !decision.active ? (['switchedOff'] as const) : []),
    ],
    byRegulator: rule.regulators.length > 0,
    warnPercents: decision?.warnPercents ?? settings.warnPercents,
    warnsItself: Boolean(decision?.warnPercents),
    decision: decision
      ? { note: decision.note, at: decision.from.toISOString(), by: (decision.byId && names.get(decision.byId)) || null }
      : null,
    version: decision?.version ?? 0,
  }
}

/**
 * 开关、预警比例、改自定规则: holds for clocks that start from now on; those that run keep what they began with.
 * @throws NOT_FOUND, VERSION_CONFLICT, INPUT_INVALID when it has no amount or beginning that could be counted, or when a shipped rule would say something else
 */
export async function decideOnRule({ tx, actor, now }: Act, code: string, change: ClockRuleChange): Promise<ShownRule> {
  const book = await bookOf(tx, actor.tenantId)
  const known = book.rules.find(({ rule }) => rule.code === code)
  if (!known) throw new AppError('NOT_FOUND', `没有时限规则 ${code}`)
  const version = known.decisions.at(-1)?.version ?? 0
  if (version !== change.version) throw new AppError('VERSION_CONFLICT', '这条规则刚被他人改过；请刷新后再改')
  if (change.definition) requireSameRule(known, change.definition)
  const rule = change.definition ?? known.rule
  if (change.definition) requireSense(rule, change.active)
  if (change.active && (!isCountable(rule) || rule.duty === 'information'))
    throw invalidInput('#/active', '这条规则没有可以计算的时限或起点，不能启用')
  const definition = known.isShipped ? null : JSON.stringify(rule)
  await insertDecision(tx, {
    tenant_id: actor.tenantId,
    code,
    version: version + 1,
    effective_from: now,
    active: change.active,
    definition,
    warn_percents: change.warnPercents,
    note: change.note,
    by_id: actor.userId,
  })
  await audit({ tx, actor, now }, 'clockRule.changed', { code, active: change.active, version: version + 1 }, change.note)
  return shownAgain(tx, actor.tenantId, code, now)
}

function requireSameRule({ rule, isShipped }: KnownRule, { code, regime, step }: ClockRuleDefinition) {
  if (isShipped) throw invalidInput('#/definition', '随产品提供的规则照来源原文，不能改；可以停用它，另建自定规则')
  if (code !== rule.code || regime !== rule.regime || step !== rule.step)
    throw invalidInput('#/definition/code', '规则的编号、体系和环节不能改')
}

/** What an own rule must hold to be counted: events of which clocks are told, and for a duty of the company an end. */
function requireSense(definition: ClockRuleDefinition, active: boolean) {
  const { startsOn, endsOn, duty, amount, unit, effectiveFrom, effectiveTo } = definition
  if (effectiveFrom && effectiveTo && effectiveTo < effectiveFrom) throw invalidInput('#/definition/effectiveTo', '截止日不能早于施行日')
  if (active && !isCountable(definition)) throw invalidInput('#/definition/amount', '没有数量、单位或起点，不能启用')
  if (unit?.endsWith('Day') && !Number.isInteger(amount)) throw invalidInput('#/definition/amount', '天数须为整数')
  if (startsOn && !clockEvents.includes(startsOn)) throw invalidInput('#/definition/startsOn', '时限不能从这一事件起算')
  if (endsOn.some((kind) => !clockEvents.includes(kind))) throw invalidInput('#/definition/endsOn', '时限不能以这一事件为完成')
  if (active && duty === 'company' && endsOn.length === 0) throw invalidInput('#/definition/endsOn', '请选做到什么算完成')
}

/**
 * 自定规则: a rule of the company's own, under a regime of its own.
 * @throws ALREADY_EXISTS, INPUT_INVALID
 */
export async function addClockRule(
  { tx, actor, now }: Act,
  { definition, active, warnPercents, note }: ClockRuleInput,
): Promise<ShownRule> {
  const { code, regime, step } = definition
  const isReserved =
    regime === 'company' || regime === 'regulator' || shippedRules.some((rule) => rule.regime === regime && rule.step === step)
  if (isReserved) throw invalidInput('#/definition/regime', '这个体系和环节已有时限；请另起一个名字')
  requireSense(definition, active)
  const known = (await bookOf(tx, actor.tenantId)).rules
  if (known.some(({ rule }) => rule.code === code || (rule.regime === regime && rule.step === step)))
    throw new AppError('ALREADY_EXISTS', `已有时限规则 ${code}`)
  await insertDecision(tx, {
    tenant_id: actor.tenantId,
    code,
    version: 1,
    effective_from: now,
    active,
    definition: JSON.stringify(definition),
    warn_percents: warnPercents,
    note,
    by_id: actor.userId,
  })
  await audit({ tx, actor, now }, 'clockRule.added', { code, active }, note)
  return shownAgain(tx, actor.tenantId, code, now)
}

type Decided = Parameters<ReturnType<typeof insertingInto>['values']>[0]
const insertingInto = (tx: Tx) => tx.insertInto('clock_rule')
/** Of two who decide at once, the second sees what the first decided. */
async function insertDecision(tx: Tx, row: Decided) {
  try {
    await insertingInto(tx).values(row).execute()
  } catch (error) {
    if (isUniqueViolation(error)) throw new AppError('VERSION_CONFLICT', '这条规则刚被他人改过；请刷新后再改')
    throw error
  }
}

async function shownAgain(tx: Tx, tenantId: string, code: string, now: Date): Promise<ShownRule> {
  const rule = (await listClockRules(tx, tenantId, now)).find((one) => one.code === code)
  if (!rule) throw new AppError('NOT_FOUND', `没有时限规则 ${code}`)
  return rule
}

const audit = (
  { tx, actor, now }: Pick<Act, 'tx' | 'actor' | 'now'>,
  kind: AuditKind,
  facts: Record<string, unknown>,
  reason: string | null,
) => recordAudit(tx, { tenantId: actor.tenantId, kind, actorId: actor.userId, facts, reason, at: now })

export async function clockSettings(tx: Tx, tenantId: string): Promise<ClockSettings> {
  const { industry, industrySince, warnPercents, version } = await settingsOf(tx, tenantId)
  return { industry, industrySince: industrySince?.toISOString() ?? null, warnPercents, version }
}

/** 行业与预警比例. The industry's rules hold for what starts from now on. @throws VERSION_CONFLICT */
export async function changeClockSettings({ tx, actor, now }: Act, change: ClockSettingsChange): Promise<ClockSettings> {
  // Of two who change it at once, the second waits and sees what the first has set.
  await tx.selectFrom('calendar_book').select('stamp').where('tenant_id', '=', actor.tenantId).forUpdate().execute()
  const before = await settingsOf(tx, actor.tenantId)
  if (before.version !== change.version) throw new AppError('VERSION_CONFLICT', '设置刚被他人改过；请刷新后再改')
  const row = {
    industry: change.industry,
    industry_since: change.industry === before.industry ? before.industrySince : now,
    warn_percents: change.warnPercents,
    version: before.version + 1,
  }
  await tx
    .insertInto('clock_setting')
    .values({ tenant_id: actor.tenantId, ...row })
    .onConflict((conflict) => conflict.column('tenant_id').doUpdateSet(row))
    .execute()
  const facts = { industry: change.industry, warnPercents: change.warnPercents }
  await audit({ tx, actor, now }, 'clockSettings.changed', facts, null)
  return clockSettings(tx, actor.tenantId)
}

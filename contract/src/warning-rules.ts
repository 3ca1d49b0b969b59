import { z } from 'zod'
import { Id, Instant, line, listOf, Named, Reason, Version } from './primitives.ts'
import { WarningKind, WarningLevel, WarningPlan } from './warnings.ts'

// 预警规则与预案: from when on a matter is warned of, at which level, who is called, and what is to be done; versions with an effective date.

const Threshold = z.strictObject({ fact: line(40), atLeast: z.number() })
const perLevel = <T extends z.ZodType>(value: T) => z.strictObject({ blue: value, yellow: value, orange: value, red: value })
/** 预警规则 of one kind. */
export const WarningRuleDefinition = z.strictObject({
  active: z.boolean(),
  /** Level when none of `levels` is met. */
  base: WarningLevel,
  /** Each must be met where the fact is known, or there is no warning. */
  needs: z.array(Threshold).max(12),
  /** At least this level when all of `when` is known and met. */
  levels: z.array(z.strictObject({ level: WarningLevel, when: z.array(Threshold).min(1).max(6) })).max(24),
  acknowledgeWithinMinutes: perLevel(z.number().int().min(5).max(43_200)),
  /** 1 班长 · 2 部门负责人 · 3 分管领导 · 4 危机小组: who is called first. */
  calls: perLevel(z.number().int().min(1).max(4)),
  /** After clearance the same matter stays quiet so long, unless it comes back at a higher level. */
  restHours: z.number().int().min(0).max(2_160),
})
const versionShown = {
  id: Id.nullable(),
  effectiveFrom: Instant.nullable(),
  state: z.enum(['inForce', 'coming', 'past']),
  reason: z.string().nullable(),
  madeAt: Instant.nullable(),
  by: Named.nullable(),
}
export const WarningRules = listOf(
  z.object({
    kind: WarningKind,
    versions: z.array(z.object({ ...versionShown, definition: WarningRuleDefinition })),
    plans: z.array(z.object({ ...versionShown, definition: WarningPlan })),
    /** Facts this kind brings, for whoever sets thresholds. */
    facts: z.array(z.string()),
  }),
)
export const WarningKindParams = z.object({ kind: WarningKind })
const dated = { effectiveFrom: Instant.optional(), reason: Reason }
export const WarningRuleInput = z.strictObject({ definition: WarningRuleDefinition, ...dated })
export const WarningPlanInput = z.strictObject({ definition: WarningPlan, ...dated })
export const WarningVersionMade = z.object({ id: Id })

/** 预警预算 of a person and day. */
export const WarningSetting = z.object({ singlesADay: z.number().int().min(1).max(200), version: z.number().int() })
export const WarningSettingChange = z.strictObject({ ...WarningSetting.shape, version: Version })

export type WarningRuleDefinition = z.infer<typeof WarningRuleDefinition>
export type WarningRules = z.infer<typeof WarningRules>
export type WarningSetting = z.infer<typeof WarningSetting>

import { z } from 'zod'
import { Fen, Id, Instant, Interval, line, listOf, Named, Version } from './primitives.ts'

// 钱与价值: what complaints cost, what not solving them costs, what actions saved. Source: docs/rules/money.md

/** 工种 */
export const CostWork = z.enum(['desk', 'handling', 'review', 'followUp'])
/** 费率 from a day on: of a unit and a kind of work, of one of them, or (both null) the usual one. */
export const CostRateInput = z.strictObject({
  unitId: Id.nullable().default(null),
  work: CostWork.nullable().default(null),
  fenPerHour: Fen.min(1),
  effectiveFrom: z.iso.date(),
  note: line(200),
})
export const CostRate = z.object({
  id: Id,
  unit: Named.nullable(),
  work: CostWork.nullable(),
  fenPerHour: z.number().int(),
  effectiveFrom: z.iso.date(),
  note: z.string(),
  madeAt: Instant,
  madeBy: Named.nullable(),
})
export const CostRates = listOf(CostRate)

/** 标准工时: minutes an act takes, by the kind of its event. */
export const CostStandardInput = z.strictObject({
  minutes: z.record(z.string().max(60), z.number().int().min(0).max(600)),
  effectiveFrom: z.iso.date(),
  note: line(200),
})
export const CostStandards = z.object({
  /** In force today; `shipped` where the company has not said otherwise. */
  acts: z.array(z.object({ act: z.string(), work: CostWork, minutes: z.number().int(), shipped: z.number().int() })),
  versions: z.array(z.object({ id: Id, effectiveFrom: z.iso.date(), note: z.string(), madeAt: Instant, madeBy: Named.nullable() })),
})

/** 客户年价值: what is lost with a customer; null: not given. */
export const MoneySetting = z.object({ customerYearFen: z.number().int().nullable(), version: z.number().int() })
export const MoneySettingChange = z.strictObject({ customerYearFen: Fen.min(1).nullable(), version: Version })

/** 客户去留: what a customer did. */
export const CustomerOutcome = z.enum(['bought', 'stayed', 'left'])
export const CustomerOutcomesInput = z.strictObject({
  rows: z
    .array(z.strictObject({ customerId: Id, on: z.iso.date(), outcome: CustomerOutcome, source: line(200) }))
    .min(1)
    .max(2_000),
})
export const CustomerOutcomesDone = z.object({ marked: z.number().int() })

/** How customers fared who kept silent, complained in vain, were helped, were helped fast. */
export const Cohort = z.enum(['silent', 'unsolved', 'solved', 'solvedFast'])
const Own = z.object({ stayed: z.number().int(), of: z.number().int(), value: z.number().nullable(), interval: Interval })

export const MoneyQuery = z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() })
export const MoneyReport = z.object({
  from: Instant,
  to: Instant,
  /** From so many known customers on a cohort of one's own stands in for the published figure. */
  ownFrom: z.number().int(),
  cohorts: z.array(
    z.object({
      cohort: Cohort,
      published: z.number(),
      own: Own,
      /** Which of the two counts. */
      basis: z.enum(['published', 'own']),
      kept: z.number(),
      /** Cycles closed so in the period; of the silent the estimate. */
      count: z.number(),
    }),
  ),
  silent: z.object({
    /** Customers who complained in the period. */
    complained: z.number().int(),
    /** Who feel the same to each who complains. */
    published: z.number(),
    /** Of one's own contacts of a year: unhappy customers who did not complain beside those who did. */
    own: z.object({ silent: z.number().int(), complained: z.number().int(), value: z.number().nullable() }),
    basis: z.enum(['published', 'own']),
    factor: z.number(),
    estimate: z.number(),
  }),
  /** 不解决的代价: customers lost that a solution would have kept, and what they are worth a year; null where no value is given. */
  unsolved: z.object({
    lost: z.number(),
    lostSilent: z.number(),
    customerYearFen: z.number().int().nullable(),
    fen: z.number().int().nullable(),
  }),
  /** Cost of a complaint by which savings are counted; null where it is not known. */
  costFen: z.number().nullable(),
  actions: z.array(
    z.object({
      id: Id,
      title: z.string(),
      at: Instant.nullable(),
      before: z.number().int(),
      after: z.number().int(),
      rateRatio: z.number().nullable(),
      interval: Interval,
      /** Complaints fewer than at the rate before, in the window watched, with the interval of the rate ratio; null: not enough data. */
      saved: z.number().nullable(),
      savedInterval: Interval,
      savedFen: z.number().int().nullable(),
      savedFenInterval: Interval,
    }),
  ),
})

export type CostWork = z.infer<typeof CostWork>
export type CostRate = z.infer<typeof CostRate>
export type CostRates = z.infer<typeof CostRates>
export type CostStandards = z.infer<typeof CostStandards>
export type CustomerOutcome = z.infer<typeof CustomerOutcome>
export type MoneySetting = z.infer<typeof MoneySetting>
export type MoneyReport = z.infer<typeof MoneyReport>

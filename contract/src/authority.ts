import { z } from 'zod'
import { ActDone } from './acts.ts'
import { CustomerTier, Finding, GrantKind, Status, TreeCode } from './codes.ts'
import { Fen, Flag, Id, Instant, line, listOf, Named, oneOrMore, PageQuery, Reason, Version } from './primitives.ts'

const Count = z.number().int()

/** 授权额度: how much a person may still decide on this case by themselves, and what holds them back. */
export const Authority = z.object({
  /** The highest amount a case, of the line that counts. */
  limitFen: Fen,
  perDayFen: Fen.nullable(),
  perMonthFen: Fen.nullable(),
  /** What may still be granted now. */
  remainingFen: Fen,
  /** Which of the three ends first; `none`: the person grants nothing. */
  boundBy: z.enum(['case', 'day', 'month', 'none']),
  /** Granted so far: on this case, and by this person today and this month. */
  granted: z.object({ caseFen: Fen, dayFen: Fen, monthFen: Fen }),
  role: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** The line with effective dates; null: the role's own amount. */
  limitId: Id.nullable(),
})

/** A line of the authorisation limits; once in force only its end may be set. */
export const AuthorityLimitInput = z.strictObject({
  roleId: Id,
  category: TreeCode.nullable().default(null),
  tier: CustomerTier.nullable().default(null),
  perCaseFen: Fen,
  perDayFen: Fen.nullable().default(null),
  perMonthFen: Fen.nullable().default(null),
  effectiveFrom: Instant,
  effectiveTo: Instant.nullable().default(null),
})
export const AuthorityLimitEnd = z.strictObject({ effectiveTo: Instant, reason: Reason, version: Version })
export const AuthorityLimit = z.object({
  id: Id,
  role: z.object({ id: Id, code: z.string(), name: z.string() }),
  category: TreeCode.nullable(),
  tier: CustomerTier.nullable(),
  perCaseFen: Fen,
  perDayFen: Fen.nullable(),
  perMonthFen: Fen.nullable(),
  effectiveFrom: Instant,
  effectiveTo: Instant.nullable(),
  state: z.enum(['future', 'inForce', 'past']),
  createdBy: Named.nullable(),
  version: Count,
})
export const AuthorityLimitList = listOf(AuthorityLimit)

export const AuthoritySettings = z.object({ minuteCostFen: Fen, approvalMinutes: Count, version: Count })
export const AuthoritySettingsChange = z.strictObject({
  /** What a minute of handling costs, in fen. */
  minuteCostFen: z.number().int().min(0).max(1_000_000),
  /** Minutes of working time (工作时间) until the approver is reminded and the next level asked. */
  approvalMinutes: z.number().int().min(5).max(43_200),
  version: Version,
})

/** 代理人 */
export const DeputyInput = z.strictObject({ userId: Id.optional(), deputyId: Id, fromAt: Instant, toAt: Instant })
export const Deputy = z.object({
  id: Id,
  user: Named,
  deputy: Named,
  fromAt: Instant,
  toAt: Instant,
  endedAt: Instant.nullable(),
  createdBy: Named.nullable(),
})
export const DeputyList = listOf(Deputy)

export const ledgerKinds = ['granted', 'proposed', 'approved', 'refused', 'reversed', 'paid'] as const
export const LedgerKind = z.enum(ledgerKinds)
/** The filter of the ledger; lives in the address bar. */
export const LedgerFilter = z.strictObject({
  kind: oneOrMore(LedgerKind),
  caseId: Id.optional(),
  /** Whoever did it, or whose limit it counts against; `me` for oneself. */
  personId: z.union([z.literal('me'), Id]).optional(),
  category: TreeCode.optional(),
  batchId: Id.optional(),
  /** From `from` on and before `to`. */
  from: z.union([Instant, z.iso.date()]).optional(),
  to: z.union([Instant, z.iso.date()]).optional(),
})
export const LedgerQuery = LedgerFilter.extend(PageQuery.shape)
export const LedgerRow = z.object({
  id: Id,
  at: Instant,
  kind: LedgerKind,
  amountFen: Fen,
  remedyId: Id,
  remedyKind: GrantKind,
  case: z.object({ id: Id, number: z.string(), subject: z.string() }),
  by: Named.nullable(),
  /** Whose limit it counts against. */
  authority: Named.nullable(),
  category: TreeCode.nullable(),
  tier: CustomerTier.nullable(),
  batchNo: Count.nullable(),
})
export const LedgerList = listOf(LedgerRow).extend({
  /** Of all rows of the filter, in fen: `grantedFen` is granted on the spot and approved, less what was taken back. */
  sums: z.object({ grantedFen: z.number().int(), refusedFen: Fen, reversedFen: Fen, paidFen: Fen, grants: Count }),
})

/** 当场了结建议: numbers of like cases; below five of them `enough` is false and nothing is advised. */
export const Advice = z.object({
  /** 争议金额: what the customer named with the complaint. */
  disputedFen: Fen.nullable(),
  handling: z.object({
    /** Median of the minutes people worked at like cases after acceptance. */
    minutes: z.number(),
    minuteCostFen: Fen,
    costFen: Fen,
    cases: Count,
    enough: z.boolean(),
  }),
  /** True: cheaper to settle now, and within the limit. Null: the amount or the numbers are missing. */
  settleNow: z.boolean().nullable(),
  /** 同类: what like cases got, of those that got money. */
  fairness: z.object({
    cases: Count,
    enough: z.boolean(),
    medianFen: Fen.nullable(),
    minFen: Fen.nullable(),
    maxFen: Fen.nullable(),
    /** The amount asked about is more than twice the median, or less than half of it. */
    farOff: z.enum(['high', 'low']).nullable(),
  }),
  /** 对半: half of what is disputed, as a starting point. */
  halfFen: Fen.nullable(),
  /** The category the numbers are of; the branch above where the node itself has too few cases. */
  category: TreeCode.nullable(),
  authority: Authority,
})
export const AdviceQuery = z.strictObject({ amountFen: z.coerce.number().int().min(0).max(100_000_000_000).optional() })

/** 审批: a remedy that waits. */
export const ApprovalRow = z.object({
  remedyId: Id,
  kind: GrantKind,
  amountFen: Fen,
  text: z.string(),
  proposedBy: Named.nullable(),
  proposedAt: Instant,
  dueAt: Instant,
  overdue: z.boolean(),
  level: Count,
  reminders: Count,
  asked: z.array(Named),
  /** The person or one they stand in for was asked. */
  mine: z.boolean(),
  /** May this person agree: permission and limit cover it. Refusing needs the permission only. */
  mayApprove: z.boolean(),
  authority: Authority,
  case: z.object({
    id: Id,
    number: z.string(),
    subject: z.string(),
    status: Status,
    category: TreeCode.nullable(),
    finding: Finding.nullable(),
    amountFen: Fen.nullable(),
    customer: z.object({ id: Id, name: z.string(), tier: CustomerTier }).nullable(),
    version: Count,
  }),
})
export const ApprovalList = listOf(ApprovalRow)
export const ApprovalQuery = PageQuery.extend({ mine: Flag.optional() })

/** 当场结清 in one act: the remedy, the finding where it is clear, and the answer to the customer. */
export const SettlementDone = ActDone.extend({ remedyId: Id, answerId: Id, authority: Authority })

/** 付款批次 */
export const PaymentBatch = z.object({ id: Id, no: Count, at: Instant, by: Named.nullable(), payments: Count, amountFen: Fen })
export const PaymentBatchList = listOf(PaymentBatch).extend({
  /** What the next batch would hold. */
  waiting: z.object({ payments: Count, amountFen: Fen }),
})
export const PaymentFileQuery = z.strictObject({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  /** Names of payees masked or in full; in full the permission to see them and a reason are needed. */
  payee: z.enum(['masked', 'full']).default('masked'),
  reason: line(200).optional(),
})

export type Authority = z.infer<typeof Authority>
export type AuthorityLimit = z.infer<typeof AuthorityLimit>
export type AuthoritySettings = z.infer<typeof AuthoritySettings>
export type Deputy = z.infer<typeof Deputy>
export type LedgerKind = z.infer<typeof LedgerKind>
export type LedgerFilter = z.infer<typeof LedgerFilter>
export type LedgerQuery = z.infer<typeof LedgerQuery>
export type LedgerRow = z.infer<typeof LedgerRow>
export type LedgerList = z.infer<typeof LedgerList>
export type Advice = z.infer<typeof Advice>
export type ApprovalRow = z.infer<typeof ApprovalRow>
export type ApprovalList = z.infer<typeof ApprovalList>
export type PaymentBatch = z.infer<typeof PaymentBatch>
export type PaymentBatchList = z.infer<typeof PaymentBatchList>

import { z } from 'zod'
import { CaseRow } from './cases.ts'
import { ComplainantKind, CustomerLifecycle, CustomerTier } from './codes.ts'
import { Id, Instant, line, listOf, PageQuery, Reason, Version } from './primitives.ts'

export const CustomerRow = z.object({
  id: Id,
  kind: ComplainantKind,
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  customerNo: z.string().nullable(),
  tier: CustomerTier,
  lifecycle: CustomerLifecycle.nullable(),
  tags: z.array(z.string()),
  caseCount: z.number().int(),
  openCaseCount: z.number().int(),
  lastCaseAt: Instant.nullable(),
  mergedInto: Id.nullable(),
  version: z.number().int(),
})
export const CustomerList = listOf(CustomerRow)
/** `q`: a whole phone number, its last 4 digits, an e-mail, a customer number, or a full name (encrypted fields are looked up by keyed hash). */
export const CustomerListQuery = PageQuery.extend({
  q: z.string().trim().max(200).optional(),
  tier: CustomerTier.optional(),
  tag: z.string().max(40).optional(),
})

export const CustomerDetail = CustomerRow.extend({
  createdAt: Instant,
  contactPoints: z.array(
    z.object({ id: Id, kind: z.enum(['phone', 'email']), value: z.string(), primary: z.boolean(), unproven: z.boolean() }),
  ),
  cases: z.array(CaseRow),
  can: z.record(z.string(), z.boolean()),
})

export const CustomerInput = z.strictObject({
  kind: ComplainantKind.default('person'),
  name: line(100).optional(),
  phone: line(40).optional(),
  email: z.email().max(200).optional(),
  customerNo: line(100).optional(),
  tier: CustomerTier.default('ordinary'),
  lifecycle: CustomerLifecycle.nullable().default(null),
  tags: z.array(line(40)).max(20).default([]),
})
export const CustomerChange = z.strictObject({
  kind: ComplainantKind.optional(),
  name: line(100).optional(),
  phone: line(40).nullable().optional(),
  email: z.email().max(200).nullable().optional(),
  customerNo: line(100).nullable().optional(),
  tier: CustomerTier.optional(),
  lifecycle: CustomerLifecycle.nullable().optional(),
  tags: z.array(line(40)).max(20).optional(),
  version: Version,
})
/** 核实联系方式: a colleague asked, and it is theirs. */
export const ContactProof = z.strictObject({ contactPointId: Id })
export const CustomerReveal = z.strictObject({ field: z.enum(['phone', 'email', 'name', 'customerNo']), reason: Reason })
export const CustomerRevealed = z.object({ field: z.string(), value: z.string().nullable() })
/** The double's contact points, tags and cases move to this customer; the double stays as a pointer. */
export const CustomerMerge = z.strictObject({ doubleId: Id, reason: Reason })

/** Look-up while the customer is on the line: by the last 4 digits or the whole number; with open cases, to warn of repeats. */
export const CallerQuery = z.strictObject({ phone: z.string().trim().min(4).max(40) })
export const CallerMatches = z.object({
  matches: z.array(CustomerRow.extend({ openCases: z.array(CaseRow), recentCases: z.array(CaseRow) })),
})

export type CustomerRow = z.infer<typeof CustomerRow>
export type CustomerDetail = z.infer<typeof CustomerDetail>
export type CustomerInput = z.infer<typeof CustomerInput>
export type CustomerChange = z.infer<typeof CustomerChange>

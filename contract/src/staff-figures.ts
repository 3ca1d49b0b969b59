import { z } from 'zod'
import { StaffFinding } from './findings.ts'
import { Instant, Named } from './primitives.ts'

/** So many of so many; `low` and `high` of the share (0–1) by Wilson, 95 %, null of none. */
const Part = z.object({ count: z.number().int(), of: z.number().int(), low: z.number().nullable(), high: z.number().nullable() })

/** 个人绩效单: process adherence first; talks of complaints are no part of the handling time. Source: docs/rules/training.md */
export const StaffFigures = z.object({
  person: Named,
  from: Instant,
  to: Instant,
  /** 按流程: cycles of the person's cases that kept to their written process. */
  adherence: Part.extend({
    skipped: z.number().int(),
    late: z.number().int(),
    outOfOrder: z.number().int(),
    byOthers: z.number().int(),
  }),
  /** 按时: what was due on the person's cases and done in time. */
  timeliness: Part,
  /** The same numbers as `GET /finding-overview`: only what is substantiated and stands counts. */
  findings: StaffFinding.omit({ person: true }),
  /** 抽检: mean of the scored samples, 0–100, with Student's 95 % interval; null of too few. */
  quality: z.object({ scored: z.number().int(), mean: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }),
  /** 平均处理时长 of ordinary talks, in seconds; `leftOut` talks were of complaints. */
  handlingTime: z.object({ talks: z.number().int(), meanSeconds: z.number().nullable(), leftOut: z.number().int() }),
})
export type StaffFigures = z.infer<typeof StaffFigures>

import {
  type MeasuredMean,
  type MeasuredShare,
  ServqualDimension,
  type SurveyGroup,
  type SurveyMeasures,
  type SurveyMeasuresQuery,
} from '@zhiwei/contract'
import { type MeanWithInterval, meanOf, promoterPoints, serviceGapOf, wilsonOf } from '@zhiwei/signals'
import { type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import { openStatuses } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Scores } from '../tables.ts'

// 满意度: every score beside its response rate and interval; too few answers are no figure. Source: docs/rules/follow-up.md, measures of rules §5

/** Fewest answers before a figure is told. */
export const neededAnswers = 5
const dayMs = 86_400_000
const usualDays = 90

export type Answered = {
  key: string | null
  name: string | null
  answered: boolean
  satisfaction: number | null
  solved: boolean | null
  nps: number | null
  expected: Scores | null
  perceived: Scores | null
}

export function shareOf(count: number, of: number): MeasuredShare {
  const isEnough = of >= neededAnswers
  return { count, of, ratio: isEnough ? count / of : null, interval: isEnough ? wilsonOf(count, of) : null }
}

function told(found: MeanWithInterval | null, least: number, most: number): MeasuredMean {
  if (!found || found.of < neededAnswers || found.low === null || found.high === null)
    return { of: found?.of ?? 0, mean: null, interval: null }
  return { of: found.of, mean: found.mean, interval: { low: Math.max(least, found.low), high: Math.min(most, found.high) } }
}

const present = <T>(values: (T | null | undefined)[]): T[] => values.filter((value): value is T => value != null)

/** One line: of so many asked. Scores from 4 up are satisfied. */
export function groupOf(key: string | null, name: string | null, asked: readonly Answered[]): SurveyGroup {
  const scores = present(asked.map(({ satisfaction }) => satisfaction))
  const words = present(asked.map(({ solved }) => solved))
  return {
    key,
    name,
    response: shareOf(asked.filter(({ answered }) => answered).length, asked.length),
    satisfied: shareOf(scores.filter((score) => score >= 4).length, scores.length),
    mean: told(meanOf(scores), 1, 5),
    solved: shareOf(words.filter(Boolean).length, words.length),
    nps: told(meanOf(present(asked.map(({ nps }) => nps)).map(promoterPoints)), -100, 100),
  }
}

/** SERVQUAL 差距 of each dimension, of those who gave expectation and perception. */
export const servqualOf = (asked: readonly Answered[]): SurveyMeasures['servqual'] =>
  ServqualDimension.options.map((dimension) => {
    const pairs = asked.flatMap(({ expected, perceived }) => {
      const [before, after] = [expected?.[dimension], perceived?.[dimension]]
      return before === undefined || after === undefined ? [] : [{ expected: before, perceived: after }]
    })
    return {
      dimension,
      expected: told(meanOf(pairs.map((pair) => pair.expected)), 1, 5),
      perceived: told(meanOf(pairs.map((pair) => pair.perceived)), 1, 5),
      gap: told(serviceGapOf(pairs), -4, 4),
    }
  })

const groups: Record<SurveyMeasures['by'], { key: RawBuilder<unknown>; name: RawBuilder<unknown> }> = {
  unit: { key: sql`c.unit_id::text`, name: sql`u.name` },
  category: { key: sql`c.category`, name: sql`null::text` },
  month: { key: sql`to_char(s.asked_at at time zone t.zone, 'YYYY-MM')`, name: sql`null::text` },
}

/** Asked in the period; answers about cases still open are counted once these are over, so that no figure gives one away. */
export async function surveyMeasures(
  tx: Tx,
  tenantId: string,
  query: z.infer<typeof SurveyMeasuresQuery>,
  now: Date,
): Promise<SurveyMeasures> {
  const to = query.to ? new Date(query.to) : new Date(now.getTime() + 1)
  const from = query.from ? new Date(query.from) : new Date(to.getTime() - usualDays * dayMs)
  const { rows } = await sql<Answered & { open: boolean }>`
    select ${groups[query.by].key} as key, ${groups[query.by].name} as name, s.answered_at is not null as answered, s.satisfaction, s.solved, s.nps,
      s.expected, s.perceived, c.status = any(${[...openStatuses]}) as open
    from survey s join complaint_case c on c.tenant_id = s.tenant_id and c.id = s.case_id
    left join unit u on u.tenant_id = c.tenant_id and u.id = c.unit_id join tenant t on t.id = s.tenant_id
    where s.tenant_id = ${tenantId} and s.asked_at >= ${from} and s.asked_at < ${to} and c.erased_at is null`.execute(tx)
  const counted = rows.filter(({ open }) => !open)
  const byKey = [...Map.groupBy(counted, ({ key }) => key)].sort(([, one], [, other]) => other.length - one.length)
  const { rows: low } = await sql<SurveyMeasures['lowScores']>`
    select count(*)::int as all, (count(*) filter (where state = 'open'))::int as open,
      (count(*) filter (where state = 'reopened'))::int as reopened, (count(*) filter (where state = 'care'))::int as care
    from low_score l join complaint_case c on c.tenant_id = l.tenant_id and c.id = l.case_id
    where l.tenant_id = ${tenantId} and l.at >= ${from} and l.at < ${to} and (l.state <> 'open' or c.status <> all(${[...openStatuses]}))`.execute(
    tx,
  )
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    by: query.by,
    rows: byKey.map(([key, own]) => groupOf(key, own[0]?.name ?? null, own)),
    total: groupOf(null, null, counted),
    servqual: servqualOf(counted),
    notYetCounted: rows.filter(({ open, answered }) => open && answered).length,
    needed: neededAnswers,
    lowScores: low[0] ?? { all: 0, open: 0, reopened: 0, care: 0 },
  }
}

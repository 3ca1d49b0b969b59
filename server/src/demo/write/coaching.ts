import type { CoachingForm, SheetScores } from '@zhiwei/contract'
import { sql } from 'kysely'
import { sheet, totalOf } from '../../coaching/index.ts'
import type { Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { improvers, people, supervisors } from '../company/company.ts'
import { type Random, randomFrom } from '../random.ts'
import { coachingWords, replies, sampleComments } from '../words/coaching.ts'

const dayMs = 86_400_000
const sampled = 48
const daysTold = 40

type Sampled = { id: string; agent_id: string; username: string; closed_at: Date }

/** 抽检与辅导 of the last weeks: some cases of each agent scored by their lead or by quality, some of them talked about. */
export async function writeCoaching(tx: Tx, tenantId: string, now: Date) {
  const random = randomFrom(9_118)
  const users = await tx.selectFrom('user_account').select(['id', 'username']).where('tenant_id', '=', tenantId).execute()
  const idOf = (username: string) => users.find((user) => user.username === username)?.id as string
  const { rows } = await sql<Sampled>`
    select c.id, c.agent_id, u.username, c.closed_at from complaint_case c join user_account u on u.tenant_id = c.tenant_id and u.id = c.agent_id
    where c.tenant_id = ${tenantId} and c.status in ('closed', 'archived') and c.origin = 'live'
      and c.closed_at between ${new Date(now.getTime() - daysTold * dayMs)} and ${new Date(now.getTime() - dayMs)}
    order by c.number limit ${sampled}`.execute(tx)
  for (const row of rows) await writeSample(tx, tenantId, now, random, row, idOf)
}

/** The lead of the very team, else somebody of quality. */
function samplerOf(username: string, random: Random): string {
  const unit = people.find((person) => person.username === username)?.unit
  const lead = supervisors.find((one) => people.find((person) => person.username === one)?.unit === unit)
  return lead && random.chance(0.7) ? lead : random.pick(improvers)
}

async function writeSample(tx: Tx, tenantId: string, now: Date, random: Random, row: Sampled, idOf: (username: string) => string) {
  const by = idOf(samplerOf(row.username, random))
  if (by === row.agent_id) return
  const at = new Date(Math.min(row.closed_at.getTime() + random.between(0.2, 3) * dayMs, now.getTime() - 3_600_000))
  const isScored = random.chance(0.8)
  const points = () =>
    random.weighted([
      [2, 1],
      [5, 2],
      [12, 3],
      [9, 4],
    ] as const)
  const scores: SheetScores = {
    attitude: points(),
    accuracy: points(),
    procedure: points(),
    listening: points(),
    wording: points(),
    promises: random.chance(0.3) ? null : points(),
    records: points(),
  }
  const scoredAt = isScored ? new Date(Math.min(at.getTime() + random.between(1, 30) * 3_600_000, now.getTime())) : null
  const id = newId()
  await tx
    .insertInto('quality_sample')
    .values({
      tenant_id: tenantId,
      id,
      case_id: row.id,
      user_id: row.agent_id,
      at,
      by_id: by,
      sheet: sheet.code,
      scores: JSON.stringify(isScored ? scores : null),
      total: isScored ? totalOf(scores) : null,
      comment: isScored && random.chance(0.6) ? random.pick(sampleComments) : null,
      scored_at: scoredAt,
      scored_by: isScored ? by : null,
      version: isScored ? 2 : 1,
    })
    .execute()
  if (scoredAt && random.chance(0.5))
    await writeNote(tx, tenantId, now, random, { id, userId: row.agent_id, by, at: scoredAt, total: totalOf(scores) ?? 0 })
}

type Talked = { id: string; userId: string; by: string; at: Date; total: number }

async function writeNote(tx: Tx, tenantId: string, now: Date, random: Random, { id, userId, by, at, total }: Talked) {
  const form: CoachingForm = total >= 78 ? 'BIA' : random.chance(0.7) ? 'BEST' : 'BID'
  const given = new Date(Math.min(at.getTime() + random.between(0.5, 8) * 3_600_000, now.getTime()))
  const read = new Date(given.getTime() + random.between(1, 40) * 3_600_000)
  const isRead = read < now && random.chance(0.85)
  await tx
    .insertInto('coaching_note')
    .values({
      tenant_id: tenantId,
      id: newId(),
      user_id: userId,
      by_id: by,
      form,
      parts: JSON.stringify(random.pick<Record<string, string>>(coachingWords[form])),
      sample_id: id,
      at: given,
      acknowledged_at: isRead ? read : null,
      reply: isRead && random.chance(0.6) ? random.pick(replies) : null,
    })
    .execute()
}

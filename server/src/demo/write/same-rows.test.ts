import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { playFamily } from '../../../test/demo-acts.ts'
import { dumpOf } from '../../../test/demo-dump.ts'
import { aPlatform } from '../../../test/harness.ts'
import { newId } from '../../platform/ids.ts'
import { setUp, writeTenant } from '../make.ts'
import { planDemo } from '../story/families.ts'
import type { Family } from '../story/planned.ts'

// The demo is written in bulk, as 40,000 acts one by one would take minutes. This holds the bulk to the acts: the same story told
// by the product's own acts, reactions and timers leaves the same rows.

const now = new Date('2026-11-20T07:30:00Z')
const begun = new Date('2025-04-01T01:00:00Z')

let platform: Awaited<ReturnType<typeof aPlatform>>
beforeAll(async () => {
  platform = await aPlatform()
})
afterAll(() => platform.close())

/** Families until every kind of act has been seen, and the last ones, which are still open. */
function telling(families: Family[]): Family[] {
  const seen = new Set<string>()
  const firsts = families.filter((family) => {
    const kinds = family.flatMap(({ steps, complaint }) => [complaint.channel, ...steps.map(({ act }) => kindOf(act))])
    const fresh = kinds.filter((kind) => !seen.has(kind))
    for (const kind of fresh) seen.add(kind)
    return fresh.length > 0
  })
  return [...new Set([...firsts, ...families.slice(-12)])]
}
const kindOf = (act: Family[number]['steps'][number]['act']) =>
  'input' in act && 'verdict' in act.input ? `${act.noun} ${act.input.verdict}` : act.noun

describe('what the demo writes in bulk (批量写入)', () => {
  test('is row for row what the acts themselves leave behind', async () => {
    const { deps } = platform
    const planned = planDemo({ cases: 700, seed: 7, now })
    const plan = { customers: planned.customers, families: telling([...planned.families]) }
    const written = { id: newId(), code: 'written', plan, begun, now }
    const played = { id: newId(), code: 'played', plan, begun, now }

    await deps.database
      .tenant(written.id)
      .transaction()
      .execute((tx) => writeTenant(deps, tx, written))
    const { cast } = await deps.database
      .tenant(played.id)
      .transaction()
      .execute((tx) => setUp(deps, tx, played))
    for (const family of plan.families) await playFamily({ deps, tenantId: played.id, cast, now }, family)

    const [inBulk, byActs] = [await dumpOf(deps, written.id), await dumpOf(deps, played.id)]
    expect(new Set(plan.families.flat().flatMap(({ steps }) => steps.map(({ act }) => act.noun))).size).toBeGreaterThan(28)
    const raised = byActs.case_event?.filter((event) => event.includes('"kind":"case.classified"') && event.includes('"actor_id":null'))
    expect(raised?.length).toBeGreaterThan(0)
    for (const table of Object.keys(byActs)) expect(inBulk[table], table).toEqual(byActs[table])
  }, 300_000)
})

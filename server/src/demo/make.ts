import { setImmediate } from 'node:timers/promises'
import { speakerFor } from '../classification/index.ts'
import { furnishTenant } from '../furnish.ts'
import { insertTenant } from '../identity/index.ts'
import { isUniqueViolation, type Tx } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { setTimers } from '../platform/timers.ts'
import { reactions } from '../reactions.ts'
import { rulebookOf } from '../resolution/index.ts'
import { calendarBook, owedByRules, ruleBook } from '../sla/index.ts'
import { catchUpCaseWarnings } from '../warning/index.ts'
import { limitOf } from '../warning-sources.ts'
import { callListOf } from '../workflow/index.ts'
import { letAdministratorIn } from './memberships.ts'
import { demoCode, demoTenantId } from './remove.ts'
import { type DemoPlan, planDemo } from './story/families.ts'
import { daysCovered } from './story/volume.ts'
import { atHour, daysAfter } from './working-time.ts'
import { writeAuthority } from './write/authority.ts'
import { writeCalendars } from './write/calendars.ts'
import { writeCalls, writeShifts } from './write/called.ts'
import { writeChannels } from './write/channels.ts'
import { writeClockRules } from './write/clock-rules.ts'
import { writeCoaching } from './write/coaching.ts'
import { writeConduct } from './write/conduct.ts'
import { writeContacts } from './write/contacts.ts'
import { makeCustomers } from './write/customer-rows.ts'
import { writeDoors } from './write/doors.ts'
import type { Writer } from './write/draft.ts'
import { writeEarlyWarning } from './write/early-warning.ts'
import { writeFamily } from './write/family.ts'
import { storeFeed } from './write/feed.ts'
import { writeFindings } from './write/findings.ts'
import { writeFollowUps } from './write/follow-ups.ts'
import { writeForecasts } from './write/forecasts.ts'
import { writeGuidance } from './write/guidance.ts'
import { writeGuides } from './write/guides.ts'
import { writeIdeas } from './write/ideas.ts'
import { writeImprovement } from './write/improvement.ts'
import { writeKnowledge } from './write/knowledge.ts'
import { emptyLedger, storeLedger } from './write/ledger.ts'
import { writeLessons } from './write/lessons.ts'
import { writeMajorCase } from './write/major-case.ts'
import { writeMoney } from './write/money.ts'
import { hire } from './write/people.ts'
import { writePerformance } from './write/performance.ts'
import { writePeriodicReports } from './write/periodic-reports.ts'
import { writePortraits } from './write/portrait.ts'
import { writeAdherence, writeProcesses, writeProcessInForce } from './write/processes.ts'
import { writeRouting, writeTurns } from './write/routing.ts'
import { writeTelephone } from './write/telephone.ts'
import { writeTraining } from './write/training.ts'
import { writePastWarnings } from './write/warning-past.ts'
import { writeWarningsToday } from './write/warning-today.ts'

export type DemoOptions = { cases?: number; seed?: number; now?: Date; onProgress?: (done: number, all: number) => void }
/** @property begun when the company started to use the product */
export type DemoTenant = { id: string; code: string; plan: DemoPlan; begun: Date; now: Date }

const name = '云栖家电（演示）'
const usualCases = 3_000
const usualSeed = 20_260
const daysBeforeFirstCase = 30
// So many cases are written between two visits to the database.
const chunk = 50

/**
 * 演示数据: makes the tenant `demo` with its people, customers and cases, and lets the administrator of `default` in. All or nothing: one
 * transaction, so a kill leaves nothing behind and no worker sees half of it. There already: changes nothing.
 * @returns id of the tenant
 */
export async function makeDemo(deps: Deps, options: DemoOptions = {}): Promise<{ tenantId: string }> {
  const tenantId = (await demoTenantId(deps)) ?? (await makeOrWait(deps, options))
  await letAdministratorIn(deps, tenantId)
  return { tenantId }
}

/**
 * Of two that make it at once, the second waits for the first and takes what it made.
 * @throws ALREADY_EXISTS when a tenant of one's own has the code
 */
async function makeOrWait(
  deps: Deps,
  { cases = usualCases, seed = usualSeed, now = deps.clock(), onProgress }: DemoOptions,
): Promise<string> {
  const id = newId()
  const begun = atHour(daysAfter(now, -daysCovered(cases) - daysBeforeFirstCase), 9)
  const tenant = { id, code: demoCode, plan: planDemo({ cases, seed, now }), begun, now }
  try {
    await deps.database
      .tenant(id)
      .transaction()
      .execute(async (tx) => {
        await writeTenant(deps, tx, tenant, (done) => onProgress?.(done, cases))
        await writeAuthority(tx, id, begun, now)
        await writeFindings(deps, tx, id, now)
        await writeFollowUps(deps, tx, id, begun, now)
        await writePastWarnings(deps, tx, id, now)
        await catchUpCaseWarnings(deps, tx, id, now, limitOf)
        await writeMajorCase(deps, tx, id, now)
        await writeMoney(deps, tx, id, now)
        await writeEarlyWarning(deps, tx, id, begun, now)
        await writeWarningsToday(deps, tx, id, now)
        await writeForecasts(deps, tx, id, now)
        await writeImprovement(deps, tx, id, now)
        await writeKnowledge(deps, tx, id, now, seed)
        await writeGuides(deps, tx, id, now)
        await writeLessons(deps, tx, id, now)
        await writeGuidance(deps, tx, id, now)
        await writeCoaching(tx, id, now)
        await writeConduct(deps, tx, id, now)
        await writePortraits(deps, tx, id, now)
        await writeTraining(deps, tx, id, now)
        await writePerformance(deps, tx, id, now)
        await writeIdeas(deps, tx, id, now)
        await writeChannels(deps, tx, id, now)
        await writePeriodicReports(tx, id, now)
        await writeDoors(deps, tx, id, now)
      })
    return id
  } catch (error) {
    if (!isUniqueViolation(error, 'tenant_code_key')) throw error
    const made = await demoTenantId(deps)
    if (!made) throw new AppError('ALREADY_EXISTS', `已有一家企业的代码是 ${demoCode}，演示数据需要这个代码`)
    return made
  }
}

/** Writes a whole tenant from its plan; what happened in it is sealed and not reacted to. */
export async function writeTenant(deps: Deps, tx: Tx, tenant: DemoTenant, progress: (done: number) => void = () => {}) {
  const writer = await setUp(deps, tx, tenant)
  let written = 0
  for (const family of tenant.plan.families) {
    written += writeFamily(writer, family).length
    // The server answers people meanwhile.
    await setImmediate()
    if (writer.ledger.search.length < chunk) continue
    await store(tx, writer)
    progress(written)
  }
  await store(tx, writer)
  await setTimers(tx, writer.timers)
  await storeFeed(
    tx,
    tenant.id,
    writer.events,
    reactions.map((reader) => reader.name),
  )
  await writeAdherence(tx, tenant.id, tenant.now)
  await writeTurns(tx, tenant.id, writer.events)
  await writeRouting(tx, tenant.id, writer.cast, tenant.now)
  await writeCalls(deps, tx, tenant.id, tenant.now)
  await writeContacts(tx, writer, tenant.plan.customers, tenant.now, usualSeed)
  await writeTelephone(tx, writer, tenant.plan.customers, tenant.now)
  progress(written)
}

/** The company before its first complaint: units, people, customers. */
export async function setUp({ keys }: Deps, tx: Tx, { id: tenantId, code, plan, begun, now }: DemoTenant): Promise<Writer> {
  await insertTenant(tx, tenantId, { code, name, demo: true }, begun)
  await furnishTenant(tx, tenantId, begun)
  const cast = await hire(tx, tenantId, begun)
  const customerIds = await makeCustomers(tx, keys, cast, plan.customers, begun)
  await writeCalendars(tx, tenantId, cast, begun, now)
  await writeClockRules(tx, tenantId, cast, begun)
  const calendars = await calendarBook(tx, tenantId)
  const rules = await ruleBook(tx, tenantId, calendars.company.zone)
  const process = await writeProcessInForce(tx, tenantId)
  const rulebook = await rulebookOf(tx, tenantId)
  await writeShifts(tx, tenantId, cast)
  await writeProcesses(tx, tenantId, begun, now, cast.nobody.userId)
  return {
    tenantId,
    keys,
    cast,
    calendars,
    rules,
    owedByRules: owedByRules(rules),
    process,
    customerIds,
    tiers: await tiersOf(tx, tenantId),
    rulebook,
    callList: await callListOf(tx, tenantId),
    now,
    speaker: await speakerFor(tx, tenantId),
    ledger: emptyLedger(),
    events: [],
    timers: [],
  }
}

async function tiersOf(tx: Tx, tenantId: string) {
  const rows = await tx.selectFrom('customer').select(['id', 'tier']).where('tenant_id', '=', tenantId).execute()
  return new Map(rows.map(({ id, tier }) => [id, tier]))
}

async function store(tx: Tx, writer: Writer) {
  await storeLedger(tx, writer.tenantId, writer.ledger)
  writer.ledger = emptyLedger()
}

import type { Deps } from '../../platform/deps.ts'
import type { DoorSources } from '../incoming-call.ts'
import { callPay, inWords } from './api.ts'
import { markOf, PayComplaint, PayList } from './complaint.ts'
import type { PayAccount } from './door.ts'
import { changePayState, payState } from './state.ts'
import { takeComplaint } from './take.ts'

/** Notices are sent again for two hours at most; what was missed is found by the list. */
const listEveryMs = 10 * 60_000
const listDays = 3
const pageLength = 50
const mostPages = 40
const mostAtOnce = 20
const dayMs = 86_400_000
/** The platform's dates are those of Beijing. */
const beijingMs = 8 * 3_600_000

/** 收取投诉: what notices named, and every ten minutes what the list of the last three days shows to be new or changed. @throws Error with words */
export async function fetchComplaints(deps: Deps, account: PayAccount, sources: DoorSources): Promise<boolean> {
  const db = deps.database.tenant(account.tenantId)
  const read = () => db.transaction().execute((tx) => payState(tx, deps.keys, account))
  const now = deps.clock().getTime()
  const isListed = now - (await read()).listedAt < listEveryMs
  if (!isListed) await inPayWords(() => listComplaints(deps, account))
  const { wanted } = await read()
  // One that cannot be taken waits for the next round and holds up nobody else.
  let failure: unknown = null
  for (const [id, at] of Object.entries(wanted).slice(0, mostAtOnce)) {
    await inPayWords(() => takeComplaint(deps, account, { id, at }, sources)).catch((error) => {
      failure ??= error
    })
  }
  if (failure !== null) throw failure
  return !isListed || Object.keys(wanted).length > 0
}

const inPayWords = (work: () => Promise<void>) =>
  work().catch((error) => {
    throw inWords(error)
  })

async function listComplaints(deps: Deps, account: PayAccount) {
  const now = deps.clock().getTime()
  const day = (at: number) => new Date(at + beijingMs).toISOString().slice(0, 10)
  const found: PayComplaint[] = []
  for (let page = 0; page < mostPages; page++) {
    const query = `limit=${pageLength}&offset=${page * pageLength}&begin_date=${day(now - (listDays - 1) * dayMs)}&end_date=${day(now)}`
    const { data } = PayList.parse(await callPay(deps, account, 'GET', `/v3/merchant-service/complaints-v2?${query}`))
    found.push(...data.flatMap((given) => PayComplaint.safeParse(given).data ?? []))
    if (data.length < pageLength) break
  }
  await deps.database
    .tenant(account.tenantId)
    .transaction()
    .execute((tx) =>
      changePayState(tx, deps.keys, account, (state) => {
        const changed = found.filter((one) => state.seen[one.complaint_id] !== markOf(one))
        return {
          wanted: { ...Object.fromEntries(changed.map(({ complaint_id }) => [complaint_id, now])), ...state.wanted },
          seen: Object.fromEntries(found.map((one) => [one.complaint_id, markOf(one)])),
          listedAt: now,
        }
      }),
    )
}

import { type Act, systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import type { ReceivedFile } from '../../platform/files.ts'
import type { DoorSources } from '../incoming-call.ts'
import { receive } from '../receive.ts'
import { dropAfter, dropMedia, keepMedia } from '../received-media.ts'
import { openCaseOf, threadHash } from '../threads.ts'
import { callPay, fetchImage, PayError } from './api.ts'
import { complaintOf, PayComplaint, PayList, PayStep, stepOf } from './complaint.ts'
import type { PayAccount } from './door.ts'
import { openSensitive } from './keys.ts'
import { changePayState } from './state.ts'

const historyLength = 300
const mostImages = 12
const over = 'PROCESSED'

/** One complaint as it stands now: its case, its pictures, and what was said since. Run again, what was taken does nothing. */
export async function takeComplaint(deps: Deps, account: PayAccount, { id, at }: { id: string; at: number }, sources: DoorSources) {
  const path = `/v3/merchant-service/complaints-v2/${encodeURIComponent(id)}`
  const told = await callPay(deps, account, 'GET', path).catch((error) => {
    // A notice named it, but it is not there: nobody's complaint, and no reason to hold up others.
    if (error instanceof PayError && error.status === 404) return null
    throw error
  })
  const detail = told === null ? null : PayComplaint.parse(told)
  const isKnown = await hasThread(deps, account, id)
  // One that was dealt with elsewhere before we were asked.
  if (!detail || (!isKnown && detail.complaint_state === over)) return forget(deps, account, id, at)
  const history = PayList.parse(await callPay(deps, account, 'GET', `${path}/negotiation-historys?limit=${historyLength}&offset=0`))
  const steps = history.data
    .flatMap((given) => PayStep.safeParse(given).data ?? [])
    .sort((a, b) => a.operate_time.localeCompare(b.operate_time))
  const files = isKnown ? [] : await imagesOf(deps, account, detail)
  try {
    const isUsed = await deps.database
      .tenant(account.tenantId)
      .transaction()
      .execute(async (tx) => {
        const act: Act = { tx, keys: deps.keys, actor: systemActor(account.tenantId), now: deps.clock() }
        const isNew = await keep(act, account, { detail, steps, files }, sources)
        await changePayState(tx, deps.keys, account, (state) => withoutWanted(state, id, at))
        return isNew
      })
    if (!isUsed) await dropMedia(deps, files)
  } catch (error) {
    await dropAfter(deps, files, error)
    throw error
  }
}

type Found = { detail: PayComplaint; steps: PayStep[]; files: ReceivedFile[] }

/** @returns whether the files belong to the case now */
async function keep(act: Act, account: PayAccount, { detail, steps, files }: Found, sources: DoorSources): Promise<boolean> {
  const id = detail.complaint_id
  const thread = { door: 'wechatPay' as const, accountId: account.id, thread: id }
  const phone = detail.payer_phone ? phoneOf(openSensitive(account.settings.privateKey, detail.payer_phone)) : null
  const incoming = { ...thread, address: detail.payer_openid ?? id }
  const { isRepeat } = await receive(act, { ...incoming, complaint: complaintOf(detail, phone, act.now), files }, sources.intake)
  for (const given of steps) {
    const step = stepOf(id, given, act.now)
    if (!step) continue
    if (!step.begins && !(await openCaseOf(act, thread))) continue
    await receive(act, { ...incoming, complaint: step.complaint }, sources.intake)
  }
  return !isRepeat
}

const phoneOf = (given: string | null) => (given && /^\+?[\d -]{5,20}$/.test(given) ? given : null)

/** A picture that does not come must not hold up the complaint. */
async function imagesOf(deps: Deps, account: PayAccount, { complaint_media_list = [] }: PayComplaint): Promise<ReceivedFile[]> {
  const files: ReceivedFile[] = []
  const addresses = complaint_media_list.flatMap(({ media_url = [] }) => media_url).slice(0, mostImages)
  for (const [at, address] of addresses.entries()) {
    const bytes = URL.canParse(address) ? await fetchImage(deps, account, address).catch(() => null) : null
    const file = bytes && (await keepMedia(deps, { bytes, name: `投诉图片-${at + 1}.jpg` }))
    if (file) files.push(file)
  }
  return files
}

const hasThread = async (deps: Deps, account: PayAccount, id: string) =>
  (await deps.database
    .tenant(account.tenantId)
    .selectFrom('case_thread')
    .select('case_id')
    .where('tenant_id', '=', account.tenantId)
    .where('thread_hash', '=', threadHash(deps.keys, account.tenantId, { door: 'wechatPay', accountId: account.id, thread: id }))
    .executeTakeFirst()) !== undefined

const forget = (deps: Deps, account: PayAccount, id: string, at: number) =>
  deps.database
    .tenant(account.tenantId)
    .transaction()
    .execute((tx) => changePayState(tx, deps.keys, account, (state) => withoutWanted(state, id, at)))

/** Unless another notice of it came in between. */
function withoutWanted<State extends { wanted: Record<string, number> }>(state: State, id: string, at: number): State {
  if (state.wanted[id] !== at) return state
  return { ...state, wanted: Object.fromEntries(Object.entries(state.wanted).filter(([other]) => other !== id)) }
}

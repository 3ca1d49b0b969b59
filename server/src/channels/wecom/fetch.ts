import { systemActor } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import type { ReceivedFile } from '../../platform/files.ts'
import type { DoorSources } from '../incoming-call.ts'
import { oneMoreLost } from '../lost-messages.ts'
import { dropAfter, dropMedia, keepMedia } from '../received-media.ts'
import { callWechat, fetchMedia, WechatError } from '../wechat-api/api.ts'
import type { WecomAccount } from './door.ts'
import { KfMessage, KfPage, type KfSaid, saidBy } from './kf-message.ts'
import { changeKfState, kfState } from './state.ts'
import { takeKfMessages } from './take.ts'
import { tokenSourceOf } from './token.ts'
import { inWords } from './words.ts'

/** A transaction of this many messages is over in a second. */
const pageLength = 100
const mostPages = 20
/** A token of a callback; without one the platform answers far fewer calls. */
const tokenLifeMs = 10 * 60_000
/** Callbacks that never came: asked without one. */
const askAnywayMs = 10 * 60_000
/** 不合法的 msgtoken: it is over sooner than we thought. */
const tokenIsOver = 95007

export type KfTaken = { message: KfMessage; said: KfSaid | null; files: ReceivedFile[] }

/**
 * 收取微信客服消息: page by page from the kept cursor, which moves in the transaction of what it brought. Killed in between, the same page comes
 * once more, and messages taken before do nothing.
 * @throws Error with words
 */
export async function fetchKf(deps: Deps, account: WecomAccount, sources: DoorSources): Promise<boolean> {
  const now = deps.clock().getTime()
  const state = await deps.database
    .tenant(account.tenantId)
    .transaction()
    .execute((tx) => kfState(tx, deps.keys, account))
  const wanted = Object.keys(state.wanted)
  const overdue = now - state.askedAt >= askAnywayMs ? Object.keys(state.cursors) : []
  const openKfIds = [...new Set([...wanted, ...overdue])]
  for (const openKfId of openKfIds) {
    await fetchAccount(deps, account, openKfId, state.wanted[openKfId], sources).catch((error) => {
      throw inWords(error)
    })
  }
  return openKfIds.length > 0
}

type Wanted = { token: string; at: number } | undefined

async function fetchAccount(deps: Deps, account: WecomAccount, openKfId: string, wanted: Wanted, sources: DoorSources) {
  for (let page = 0; page < mostPages; page++) {
    const { cursors } = await deps.database
      .tenant(account.tenantId)
      .transaction()
      .execute((tx) => kfState(tx, deps.keys, account))
    const cursor = cursors[openKfId] ?? ''
    const told = await pageAt(deps, account, { openKfId, cursor, wanted })
    const taken = await Promise.all(told.msg_list.map((message) => withFiles(deps, account, message)))
    const unreadable = taken.filter((one) => one === null).length
    const next = { openKfId, cursor, nextCursor: told.next_cursor || cursor, isLast: told.has_more === 0, wanted, unreadable }
    const isOurs = await store(
      deps,
      account,
      next,
      taken.filter((one) => one !== null),
      sources,
    )
    if (isOurs) await welcome(deps, account, taken)
    if (!isOurs || next.isLast) return
  }
}

/** A code is good for 20 seconds and once; a greeting that fails is no trouble of anybody. */
const greetWithinMs = 20_000

async function welcome(deps: Deps, account: WecomAccount, taken: (KfTaken | null)[]) {
  const content = account.settings.welcome
  if (content === '') return
  for (const one of taken) {
    const code = one?.message.event?.welcome_code
    if (!code || deps.clock().getTime() - one.message.send_time * 1_000 > greetWithinMs) continue
    const body = { code, msgtype: 'text', text: { content } }
    await callWechat(deps, tokenSourceOf(account), 'POST', '/cgi-bin/kf/send_msg_on_event', body).catch(() => undefined)
  }
}

type At = { openKfId: string; cursor: string; wanted: Wanted }

async function pageAt(deps: Deps, account: WecomAccount, { openKfId, cursor, wanted }: At) {
  const ask = { limit: pageLength, voice_format: 0, ...(openKfId && { open_kfid: openKfId }), ...(cursor && { cursor }) }
  const isFresh = wanted && deps.clock().getTime() - wanted.at < tokenLifeMs
  const call = (more: object) => callWechat(deps, tokenSourceOf(account), 'POST', '/cgi-bin/kf/sync_msg', { ...ask, ...more })
  const told = await call(isFresh ? { token: wanted.token } : {}).catch((error) => {
    if (isFresh && error instanceof WechatError && error.code === tokenIsOver) return call({})
    throw error
  })
  return KfPage.parse(told)
}

/** What is fetched for it lies in the store before the transaction begins. */
async function withFiles(deps: Deps, account: WecomAccount, given: unknown): Promise<KfTaken | null> {
  const parsed = KfMessage.safeParse(given)
  if (!parsed.success) return null
  const said = saidBy(parsed.data)
  if (!said?.media) return { message: parsed.data, said, files: [] }
  const { id, name } = said.media
  try {
    const { bytes, name: given } = await fetchMedia(deps, tokenSourceOf(account), id)
    const file = await keepMedia(deps, { bytes, name: said.words === '[文件]' ? (given ?? name) : name })
    return { message: parsed.data, said: file ? said : withoutFile(said, '这种文件不能保存'), files: file ? [file] : [] }
  } catch (error) {
    // A file that is gone, too large or does not come must not hold up the words of others.
    process.stderr.write(
      `wecom media of account ${account.id} not fetched: ${inWords(error).message.replace(/token=[^&\s]+/g, 'token=***')}\n`,
    )
    return { message: parsed.data, said: withoutFile(said, '可请客户重新发送'), files: [] }
  }
}

const withoutFile = (said: KfSaid, why: string): KfSaid => ({ ...said, words: `${said.words}（未能取回：${why}）` })

type Next = At & { nextCursor: string; isLast: boolean; unreadable: number }

/** @returns false when another worker was here first: its page is not ours */
async function store(deps: Deps, account: WecomAccount, next: Next, taken: KfTaken[], sources: DoorSources): Promise<boolean> {
  const { openKfId, cursor, nextCursor, isLast, wanted, unreadable } = next
  const files = taken.flatMap((one) => one.files)
  try {
    const { isOurs, unused } = await deps.database
      .tenant(account.tenantId)
      .transaction()
      .execute(async (tx) => {
        const state = await kfState(tx, deps.keys, account, { lock: true })
        if ((state.cursors[openKfId] ?? '') !== cursor) return { isOurs: false, unused: files }
        const act = { tx, keys: deps.keys, actor: systemActor(account.tenantId), now: deps.clock() }
        const { unused, refused } = await takeKfMessages(act, account, taken, sources)
        const whys = [...Array<string>(unreadable).fill('有一条消息读不懂，请在企业微信里查看'), ...refused]
        await changeKfState(tx, deps.keys, account, (before) => {
          const isFollowed = isLast && before.wanted[openKfId]?.at === wanted?.at
          const others = Object.fromEntries(Object.entries(before.wanted).filter(([id]) => id !== openKfId || !isFollowed))
          const lost = oneMoreLost(before.lost, whys, deps.clock())
          return {
            ...(lost && { lost }),
            cursors: { ...before.cursors, [openKfId]: nextCursor },
            wanted: others,
            askedAt: isLast ? deps.clock().getTime() : before.askedAt,
          }
        })
        return { isOurs: true, unused }
      })
    await dropMedia(deps, unused)
    return isOurs
  } catch (error) {
    await dropAfter(deps, files, error)
    throw error instanceof AppError ? new Error(error.detail ?? error.code) : error
  }
}

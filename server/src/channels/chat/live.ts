import { PassThrough } from 'node:stream'
import { sql } from 'kysely'
import type { Deps } from '../../platform/deps.ts'
import { messagesForVisitor } from './messages.ts'
import { noteEveryMs, noteVisitors } from './presence.ts'
import type { Chat } from './tables.ts'
import { shownChat } from './visitor.ts'

// One look at an interval serves every window of a tenant: at the numbers of its open talks. What was said is read from the table, from the last
// number a window has on, so nothing is lost by a break.

type Window = {
  tenantId: string
  stream: PassThrough
  visitor?: { hash: string; address: string; chatId: string | null; lastNo: number; version: number }
  sees?: string
  end: () => void
}
type Head = { id: string; visitor: string; state: Chat['state']; last_no: number; version: number }
/** Staff's windows come again after `againMs`, so that whoever has signed out hears nothing more. */
export type ChatPace = { lookMs: number; heartbeatMs: number; againMs: number }
export type LiveChats = ReturnType<typeof liveChats>

export function liveChats(deps: Deps, pace: ChatPace = { lookMs: 500, heartbeatMs: 20_000, againMs: 300_000 }) {
  const windows = new Set<Window>()
  let timer: NodeJS.Timeout | undefined
  let looking = false
  const notedAt = new Map<string, number>()

  async function tick() {
    if (looking) return
    looking = true
    for (const tenantId of new Set([...windows].map((window) => window.tenantId))) await look(tenantId).catch(() => {}) // the database is away
    looking = false
  }

  async function look(tenantId: string) {
    const own = [...windows].filter((window) => window.tenantId === tenantId)
    const hashes = own.flatMap(({ visitor }) => visitor?.hash ?? [])
    const { rows } = await sql<Head>`
      select id, encode(visitor_hash, 'hex') as visitor, state, last_no, version from chat
      where tenant_id = ${tenantId} and state <> 'ended'
      union all
      select c.id, h as visitor, c.state, c.last_no, c.version from unnest(${hashes}::text[]) h
      cross join lateral (select * from chat where tenant_id = ${tenantId} and visitor_hash = decode(h, 'hex') order by opened_at desc, id desc limit 1) c
      where c.state = 'ended'`.execute(deps.database.tenant(tenantId))
    await noteOpenWindows(tenantId, rows, hashes)
    const open = rows.filter(({ state }) => state !== 'ended').sort((a, b) => (a.id < b.id ? -1 : 1))
    const sight = open.map(({ id, version }) => `${id}.${version}`).join(' ')
    const before = new Map<string, string[]>()
    for (const window of own) {
      if (window.visitor) {
        const hash = window.visitor.hash
        const head = rows.find((row) => row.visitor === hash)
        if (head) await tellVisitor(window, head)
      } else if (window.sees !== sight) {
        const known = window.sees ?? ''
        const changed = before.get(known) ?? changedIn(known, sight)
        before.set(known, changed)
        window.sees = sight
        window.stream.write(`event: chats\ndata: ${JSON.stringify({ ids: changed })}\n\n`)
      }
    }
  }

  /** Who sits before an open window is there: noted now and then, by the talk it shows. */
  async function noteOpenWindows(tenantId: string, rows: Head[], hashes: string[]) {
    if (hashes.length === 0 || performance.now() - (notedAt.get(tenantId) ?? -noteEveryMs) < noteEveryMs) return
    notedAt.set(tenantId, performance.now())
    const seen = rows.filter(({ visitor }) => hashes.includes(visitor)).map(({ id }) => id)
    await noteVisitors(deps.database.tenant(tenantId), tenantId, seen, deps.clock())
  }

  async function tellVisitor({ tenantId, stream, visitor }: Window, head: Head) {
    if (!visitor || (visitor.chatId === head.id && visitor.version === head.version && !(head.state === 'waiting' && placeDue(stream))))
      return
    if (visitor.chatId !== head.id) visitor.lastNo = 0
    await deps.database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        const chat = await tx
          .selectFrom('chat')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('id', '=', head.id)
          .executeTakeFirstOrThrow()
        for (const message of await messagesForVisitor(tx, deps.keys, { tenantId, chatId: chat.id, after: visitor.lastNo })) {
          stream.write(`event: message\nid: ${chat.id}.${message.no}\ndata: ${JSON.stringify(message)}\n\n`)
          visitor.lastNo = message.no
        }
        stream.write(`event: chat\ndata: ${JSON.stringify(await shownChat({ tx, keys: deps.keys, now: deps.clock() }, chat))}\n\n`)
        visitor.chatId = chat.id
        visitor.version = chat.version
      })
  }

  const places = new WeakMap<PassThrough, number>()
  /** The place in the queue moves by others' talks: looked at anew every few seconds. */
  function placeDue(stream: PassThrough) {
    const due = performance.now() - (places.get(stream) ?? 0) > 3_000
    if (due) places.set(stream, performance.now())
    return due
  }

  function join(tenantId: string, visitor?: Window['visitor']) {
    const stream = new PassThrough()
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), pace.heartbeatMs)
    const window: Window = { tenantId, stream, ...(visitor && { visitor }), end: () => stream.end() }
    const again = visitor ? undefined : setTimeout(() => stream.end(), pace.againMs)
    stream.once('close', () => {
      clearInterval(heartbeat)
      clearTimeout(again)
      windows.delete(window)
      if (windows.size === 0) {
        clearInterval(timer)
        timer = undefined
      }
    })
    windows.add(window)
    timer ??= setInterval(() => void tick(), pace.lookMs)
    stream.write('retry: 2000\n\n')
    return stream
  }

  return {
    joinVisitor: (tenantId: string, hash: Buffer, from: { address: string; chatId: string | null; lastNo: number }) =>
      join(tenantId, { hash: hash.toString('hex'), ...from, version: 0 }),
    joinStaff: (tenantId: string) => join(tenantId),
    count: (tenantId: string, hash?: Buffer) =>
      [...windows].filter((window) => window.tenantId === tenantId && (hash === undefined || window.visitor?.hash === hash.toString('hex')))
        .length,
    /** Of one address, of whatever companies. */
    countFrom: (address: string) => [...windows].filter(({ visitor }) => visitor?.address === address).length,
    close() {
      for (const window of windows) window.end()
    },
  }
}

function changedIn(before: string, now: string): string[] {
  const was = new Set(before.split(' '))
  const is = new Set(now.split(' '))
  const moved = [...was].filter((one) => !is.has(one)).concat([...is].filter((one) => !was.has(one)))
  return [...new Set(moved.map((one) => one.split('.')[0] ?? ''))].filter(Boolean)
}

import type { Client } from './client.ts'
import { measure, type Target } from './load.ts'
import type { Options } from './options.ts'

const pages = 40

/** 列表: pages of cases as people open them, the workbench, the case page. */
export async function benchLists(target: Target, client: Client, { readers, seconds }: Options) {
  const first = await client.get('/cases?limit=50')
  const { rows: handlers } = await client.get('/users?limit=40&q=bench')
  const handlerIds = handlers.map(({ id }: { id: string }) => id)
  const { rows: many } = await client.get('/cases?limit=200&status=closed,archived')
  const caseIds = many.map(({ id }: { id: string }) => id)
  const deep = await cursorsFrom(client, first.nextCursor)

  const calls: [string, string[]][] = [
    ['GET /cases, first page of 50', ['/cases?limit=50']],
    ['GET /cases, a page further down', deep.map((cursor) => `/cases?limit=50&cursor=${cursor}`)],
    ['GET /cases, status=handling', ['/cases?limit=50&status=handling', '/cases?limit=50&status=dispatched,handling,returned']],
    ['GET /cases, status=archived', ['/cases?limit=50&status=archived']],
    ['GET /cases, overdue by due time', ['/cases?limit=50&overdue=true&sort=dueAt']],
    ['GET /cases, of a handler', handlerIds.map((id: string) => `/cases?limit=50&handlerId=${id}`)],
    ['GET /cases, category and its branch', ['/cases?limit=50&category=quality', '/cases?limit=50&category=security']],
    ['GET /workbench', ['/workbench']],
    ['GET /cases/:id', caseIds.map((id: string) => `/cases/${id}`)],
    ['GET /cases/:id/timeline', caseIds.map((id: string) => `/cases/${id}/timeline`)],
  ]
  const rows = []
  for (const [name, paths] of calls) {
    let next = 0
    const call = () => ({ method: 'GET', path: `/api/v1${paths[next++ % paths.length]}` })
    rows.push(await measure(name, target, call, { connections: readers, seconds }))
  }
  return rows
}

/** Positions far down the list: pages of 200 from the second page on. */
async function cursorsFrom(client: Client, start: string): Promise<string[]> {
  const cursors = [start]
  while (cursors.length < pages) {
    const { nextCursor } = await client.get(`/cases?limit=200&cursor=${cursors.at(-1)}`)
    if (!nextCursor) break
    cursors.push(nextCursor)
  }
  return cursors
}

import type { Sent } from '../filing/sent.ts'
import type { ChosenFile } from '../parts/chosen-file.ts'
import { isShared } from './kept.ts'

// Photos are too large for local storage; where there is no database (some private windows) they live on the page only.
const databaseName = 'zhiwei-portal'
const storeName = 'draft-files'

const opened = () =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function inStore<Answer>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<Answer>): Promise<Answer | undefined> {
  try {
    const database = await opened()
    try {
      return await new Promise<Answer>((resolve, reject) => {
        const request = work(database.transaction(storeName, mode).objectStore(storeName))
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    } finally {
      database.close()
    }
  } catch {
    return undefined
  }
}

export const keptFiles = async (tenant: string) =>
  ((await inStore('readonly', (store) => store.get(tenant))) as ChosenFile[] | undefined) ?? []
export const keepFiles = (tenant: string, files: readonly ChosenFile[]) => inStore('readwrite', (store) => store.put([...files], tenant))
export const dropFiles = (tenant: string) => inStore('readwrite', (store) => store.delete(tenant))

/** 没传上的凭证: of a complaint that was filed, until the last one has arrived. */
export type Unsent = { sent: Sent; files: readonly ChosenFile[]; at: string }
const longestKeptMs = 7 * 86_400_000
const unsentOf = (tenant: string, number: string) => `${tenant} unsent ${number}`

/** @param number of a complaint; else the one filed first */
export async function keptUnsent(tenant: string, number?: string, now = Date.now()): Promise<Unsent | undefined> {
  const every = IDBKeyRange.bound(unsentOf(tenant, ''), unsentOf(tenant, '\uffff'))
  const kept = ((await inStore('readonly', (store) => store.getAll(every))) ?? []) as Unsent[]
  const isOver = ({ at }: Unsent) => now - Date.parse(at) >= longestKeptMs
  for (const { sent } of kept.filter(isOver)) await dropUnsent(tenant, sent.number)
  return kept
    .filter((one) => !isOver(one) && (number === undefined || one.sent.number === number))
    .sort((a, b) => (a.at < b.at ? -1 : 1))[0]
}
/** Keeps what has not arrived; nothing on a shared device, and nothing when all has. */
export async function keepUnsent(tenant: string, sent: Sent, files: readonly ChosenFile[], now = new Date()) {
  if (files.length === 0) return dropUnsent(tenant, sent.number)
  const unsent: Unsent = { sent, files: [...files], at: now.toISOString() }
  if (!isShared()) await inStore('readwrite', (store) => store.put(unsent, unsentOf(tenant, sent.number)))
}
export const dropUnsent = (tenant: string, number: string) => inStore('readwrite', (store) => store.delete(unsentOf(tenant, number)))

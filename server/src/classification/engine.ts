import { performance } from 'node:perf_hooks'
import type { Analysis, AnalysisInput } from '@zhiwei/text'
import type { Tx } from '../platform/database.ts'
import { categoriesToName } from './categories.ts'
import './tables.ts'

/** Who reads texts for a tenant: the shipped heads, with the tenant's own categories and, where there are, its own models. */
export type Speaker = {
  analyse: (input: AnalysisInput) => Analysis
  /** The tenant's own category model. */
  modelId: string | null
}

const keptMs = 5_000
const kept = new Map<string, { speaker: Speaker | null; until: number }>()

/** The tenant's engine, kept a moment as every complaint asks for it; null when this installation has none. */
export async function speakerFor(tx: Tx, tenantId: string): Promise<Speaker | null> {
  const known = kept.get(tenantId)
  if (known && known.until > performance.now()) return known.speaker
  const speaker = await makeSpeaker(tx, tenantId)
  kept.set(tenantId, { speaker, until: performance.now() + keptMs })
  return speaker
}

/** A model was put into service, or a category changed: asked anew by the next text. */
export const forgetSpeaker = (tenantId: string) => kept.delete(tenantId)

async function makeSpeaker(tx: Tx, tenantId: string): Promise<Speaker | null> {
  await categoriesToName(tx, tenantId)
  return null
}

/** Cards of the shipped models. */
export const shippedCards = (): { head: string; bytes: number; card: Record<string, unknown> | null }[] => []

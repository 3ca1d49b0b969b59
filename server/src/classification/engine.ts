import { performance } from 'node:perf_hooks'
import { type Analysis, type AnalysisInput, analyse, engineOf, stageOf, type Turn } from '@zhiwei/text'
import { categorySheetOf, readModel, shippedModels } from '@zhiwei/text/learning'
import { sql } from 'kysely'
import { countUp } from '../platform/counters.ts'
import type { Tx } from '../platform/database.ts'
import { categoriesToName } from './categories.ts'
import { learntOf } from './learning/heads.ts'
import { modelsInService, weightsOf } from './learning/models.ts'
import { compiledNames, versionsOfNames } from './names.ts'
import './tables.ts'

/** Who reads texts for a tenant: the shipped heads, with the tenant's own categories and, where there are, its own models. */
export type Speaker = {
  /** @param now for what is said relatively: 昨天, by Friday */
  analyse: (input: AnalysisInput, now?: Date) => Analysis
  /** Of a conversation the stage alone. */
  stageOf: (turns: Turn[], now?: Date) => Analysis['stage']
  /** The tenant's own category model. */
  modelId: string | null
}

/** Reads the shipped models, some tenths of a second, before the first complaint waits for them. */
export function loadTextEngine() {
  shippedModels()
}

const keptMs = 5_000
type Kept = { speaker: Speaker; about: string; until: number }
const kept = new Map<string, Kept>()
// A tenant's models take some megabytes of memory: those that spoke last stay.
const mostKept = 8

/** The tenant's engine, kept a moment as every complaint asks for it; throws where this installation has no models. */
export async function speakerFor(tx: Tx, tenantId: string): Promise<Speaker> {
  const known = kept.get(tenantId)
  if (known && known.until > performance.now()) return known.speaker
  return readAnew(tx, tenantId, known)
}

/** In a savepoint: whoever registers a complaint goes on without an engine when this fails. */
async function readAnew(tx: Tx, tenantId: string, known: Kept | undefined): Promise<Speaker> {
  await sql`savepoint speaker`.execute(tx)
  try {
    const speaker = await readSpeaker(tx, tenantId, known)
    await sql`release savepoint speaker`.execute(tx)
    return speaker
  } catch (error) {
    await sql`rollback to savepoint speaker`.execute(tx)
    throw error
  }
}

async function readSpeaker(tx: Tx, tenantId: string, known: Kept | undefined): Promise<Speaker> {
  const categories = await categoriesToName(tx, tenantId)
  const models = await modelsInService(tx, tenantId)
  const about = JSON.stringify([categories, [...models], await versionsOfNames(tx, tenantId)])
  // Nothing changed: what was put together stays.
  const speaker = known?.about === about ? known.speaker : await makeSpeaker(tx, tenantId, categories, models)
  kept.delete(tenantId)
  kept.set(tenantId, { speaker, about, until: performance.now() + keptMs })
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(oldest)
  }
  return speaker
}

/** A model was put into service, or a list of names written: asked anew by the next text. */
export function forgetSpeaker(tenantId: string) {
  const known = kept.get(tenantId)
  if (known) known.until = 0
}

type Categories = Awaited<ReturnType<typeof categoriesToName>>
type Services = Awaited<ReturnType<typeof modelsInService>>

/** Weights that cannot be read leave the shipped models to speak; somebody should look. */
function readable(weights: Buffer) {
  try {
    return readModel(weights)
  } catch {
    countUp('text_model_unreadable')
    return null
  }
}

async function makeSpeaker(tx: Tx, tenantId: string, categories: Categories, services: Services): Promise<Speaker> {
  const own = async (head: 'category' | 'severity') => {
    const id = services.get(head)
    const weights = id === undefined ? null : await weightsOf(tx, tenantId, id)
    const model = weights && readable(weights)
    return id !== undefined && model ? { id, model } : null
  }
  const category = await own('category')
  const severity = await own('severity')
  const shipped = shippedModels()
  const engine = engineOf({
    models: severity ? { ...shipped, 'case-severity': severity.model } : shipped,
    categories: categorySheetOf(categories),
    learnt: category ? learntOf(category.model) : undefined,
    names: await compiledNames(tx, tenantId),
  })
  return {
    modelId: category?.id ?? null,
    analyse: (input, now) => analyse(input, engine, now),
    stageOf: (turns, now) => stageOf(turns, engine, now),
  }
}

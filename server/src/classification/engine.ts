import { performance } from 'node:perf_hooks'
import { Severity } from '@zhiwei/contract'
import { type Analysis, type AnalysisInput, analyse, type Engine, engineOf } from '@zhiwei/text'
import { categorySheetOf } from '@zhiwei/text/learning'
import type { Tx } from '../platform/database.ts'
import { categoriesToName } from './categories.ts'
import { type Answer, type Reader, readerOf } from './learning/heads.ts'
import { modelsInService, weightsOf } from './learning/models.ts'
import './tables.ts'

/** Who reads texts for a tenant: the shipped heads, with the tenant's own categories and, where there are, its own models. */
export type Speaker = {
  analyse: (input: AnalysisInput) => Analysis
  /** The tenant's own category model. */
  modelId: string | null
}

const keptMs = 5_000
type Kept = { speaker: Speaker; about: string; until: number }
const kept = new Map<string, Kept>()
// A tenant's models take some megabytes of memory: those that spoke last stay.
const mostKept = 12

/** The tenant's engine, kept a moment as every complaint asks for it; throws where this installation has no models. */
export async function speakerFor(tx: Tx, tenantId: string): Promise<Speaker> {
  const known = kept.get(tenantId)
  if (known && known.until > performance.now()) return known.speaker
  const categories = await categoriesToName(tx, tenantId)
  const models = await modelsInService(tx, tenantId)
  const about = JSON.stringify([categories, [...models]])
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

/** A model was put into service: asked anew by the next text. */
export function forgetSpeaker(tenantId: string) {
  const known = kept.get(tenantId)
  if (known) known.until = 0
}

type Categories = Awaited<ReturnType<typeof categoriesToName>>
type Services = Awaited<ReturnType<typeof modelsInService>>

async function makeSpeaker(tx: Tx, tenantId: string, categories: Categories, services: Services): Promise<Speaker> {
  const own = async (head: 'category' | 'severity') => {
    const id = services.get(head)
    const weights = id === undefined ? null : await weightsOf(tx, tenantId, id)
    return id !== undefined && weights ? { id, weights } : null
  }
  const category = await own('category')
  const severity = await own('severity')
  return speakerOf(engineOf({ categories: categorySheetOf(categories) }), {
    category: category && { id: category.id, reader: readerOf('category', category.weights, categories) },
    severity: severity && readerOf('severity', severity.weights, categories),
  })
}

const mostCategories = 5
type Own = { category: { id: string; reader: Reader } | null; severity: Reader | null }

/** An engine, and the tenant's own models where it has them. */
export function speakerOf(engine: Engine, { category, severity }: Own = { category: null, severity: null }): Speaker {
  return {
    modelId: category?.id ?? null,
    analyse(input) {
      const analysis = analyse(input, engine)
      if (!category && !severity) return analysis
      const one = { subject: input.subject, text: 'turns' in input ? customersWords(input.turns) : input.text }
      return { ...analysis, ...(category && namedBy(category.reader(one))), ...(severity && gradedBy(severity(one), analysis)) }
    },
  }
}

const namedBy = (answer: Answer): Pick<Analysis, 'category' | 'categoryBasis'> => ({
  category: answer.slice(0, mostCategories).map(({ label, probability }) => ({ code: label, probability })),
  categoryBasis: 'model',
})

function gradedBy([best]: Answer, { severity, confidence }: Analysis): Pick<Analysis, 'severity' | 'confidence'> {
  const graded = Severity.safeParse(best?.label)
  return best && graded.success
    ? { severity: graded.data, confidence: { ...confidence, severity: best.probability } }
    : { severity, confidence }
}

const customersWords = (turns: { by: string; text: string }[]) =>
  turns
    .filter(({ by }) => by === 'customer')
    .map(({ text }) => text)
    .join('\n')

import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type LinearModel, readModel } from './linear/model.ts'

/** The heads that are models (模型头); each is shipped as `<head>.bin` with its card `<head>.card.json`. */
export const modelHeads = [
  'sentiment',
  'emotion',
  'intensity',
  'complaint',
  'offensive',
  'severity',
  'case-severity',
  'stage',
  'category',
  'signals',
] as const
export type ModelHead = (typeof modelHeads)[number]
/** The heads that are rules with a model over them; their models have what the rules found among their features. */
export type JudgementHead = Extract<ModelHead, 'stage' | 'category' | 'signals'>
export type Models = Partial<Record<ModelHead, LinearModel>>

/** Where the shipped models lie: beside the sources, and beside the built server. */
export const modelsFolder = fileURLToPath(new URL('../models/', import.meta.url))

const loaded = new Map<string, LinearModel | undefined>()

/** A shipped model, read once; undefined when this installation has none of that name. */
export function shippedModel(head: ModelHead, folder = modelsFolder): LinearModel | undefined {
  const path = `${folder}/${head}.bin`
  if (!loaded.has(path)) loaded.set(path, statSync(path, { throwIfNoEntry: false }) ? readModel(readFileSync(path)) : undefined)
  return loaded.get(path)
}

/** Every shipped model, read once. */
export const shippedModels = (folder = modelsFolder): Models =>
  Object.fromEntries(
    modelHeads.flatMap((head) => {
      const model = shippedModel(head, folder)
      return model ? [[head, model]] : []
    }),
  )

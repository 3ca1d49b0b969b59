import type { LinearModel } from './model.ts'

// What a processor fetches at once.
const line = 64

/**
 * Puts models into common tables, the bytes of one bucket side by side: the first head that asks for a feature fetches it for all others.
 * Models of other sizes stay as they are.
 */
export function stackModels<Head extends string>(
  models: Partial<Record<Head, LinearModel>>,
  buckets: number,
): Partial<Record<Head, LinearModel>> {
  const stacked = { ...models }
  let open: { head: Head; model: LinearModel; offset: number }[] = []
  let filled = 0
  const close = () => {
    const rows = new Int8Array(buckets * line)
    for (const { head, model, offset } of open) stacked[head] = moved(model, rows, offset)
    open = []
    filled = 0
  }
  for (const head of Object.keys(models) as Head[]) {
    const model = models[head]
    if (!model || model.buckets !== buckets || model.stride > line) continue
    if (filled + model.stride > line) close()
    open.push({ head, model, offset: filled })
    filled += model.stride
  }
  if (open.length > 1) close()
  return stacked
}

function moved(model: LinearModel, rows: Int8Array, offset: number): LinearModel {
  const width = model.scales.length + 1
  for (let id = 0; id < model.buckets; id++) {
    const from = id * model.stride + model.offset
    const to = id * line + offset
    for (let at = 0; at < width; at++) rows[to + at] = model.rows[from + at]!
  }
  return { ...model, rows, stride: line, offset }
}

import { defaultBuckets, type Features } from './ngrams.ts'

/** A text's n-grams with dense features of the caller's own behind the buckets. */
export function withDense({ ids, values }: Features, dense: ArrayLike<number>): Features {
  const all = { ids: new Uint32Array(ids.length + dense.length), values: new Float32Array(ids.length + dense.length) }
  all.ids.set(ids)
  all.values.set(values)
  for (let at = 0; at < dense.length; at++) {
    all.ids[ids.length + at] = defaultBuckets + at
    all.values[ids.length + at] = dense[at] as number
  }
  return all
}

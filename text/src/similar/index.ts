/** 相似: which texts say the same, which are alike, and which complaints are about one matter. */
export { nearDuplicatesOf } from './near-duplicates.ts'
export { isSameMatter, samenessAtLeast, samenessOf } from './same-matter.ts'
export { type Signature, signatureOf } from './signature.ts'
export { type Topic, topicsOf } from './topics.ts'
export { type WeightOf, weightedSimilarityOf, weightsFrom } from './weighted.ts'

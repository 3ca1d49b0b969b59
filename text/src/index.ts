/** Text engine (文本): pure functions on Chinese and English complaint texts; no database, no network. */
export { analyse, type Engine, engineOf } from './analyse.ts'
export type * from './analysis.ts'
export { cleanDeep, cleanText } from './clean.ts'
export { maskEmail, maskName, maskPersonalData, maskPhone, placesInMasked } from './mask.ts'
export { normalisePhone } from './phone.ts'
export { bigramsOf, foldText, matchableOf } from './search-tokens.ts'
export { isSameMatter, type Signature, samenessOf, signatureOf, type WeightOf, weightedSimilarityOf, weightsFrom } from './similar/index.ts'

/** Text engine (文本): pure functions on Chinese and English complaint texts; no database, no network. */
export { analyse, type Engine, engineOf, stageOf } from './analyse.ts'
export type * from './analysis.ts'
export { signalKinds } from './analysis.ts'
export { beginningOf } from './beginning.ts'
export { cleanDeep, cleanText } from './clean.ts'
export { type Judge, type Satisfaction, satisfactionOf } from './dialogue/judge.ts'
export { shippedDialogue } from './dialogue/shipped.ts'
export { type CompiledNames, compileNames, entitiesOf, type Keyword, keywordsOf, type NameList, stopWords } from './entities/index.ts'
export { maskEmail, maskName, maskPersonalData, maskPhone, placesInMasked } from './mask.ts'
export { normalisePhone } from './phone.ts'
export { bigramsOf, foldText, matchableOf } from './search-tokens.ts'
export { type FoundSignal, signalsOf } from './signals/index.ts'
export {
  isSameMatter,
  type Signature,
  samenessOf,
  signatureOf,
  topicsOf,
  type WeightOf,
  weightedSimilarityOf,
  weightsFrom,
} from './similar/index.ts'
export {
  amountsIn,
  type Need,
  needSentences,
  type PromiseKind,
  type PromiseMade,
  promiseKinds,
  promisesIn,
  type SpeechKind,
  type SpeechMark,
  softened,
  speechMarks,
  withoutOrders,
} from './speech/index.ts'
export {
  alarmDays,
  alarmPastDays,
  alarmPeople,
  alarmRankOf,
  type Core,
  type CoreMessage,
  cohesionOf,
  coreOf,
  growthDays,
  growthOf,
  type Heat,
  type HeatInput,
  heatOf,
  idleDays,
  isNews,
  type LiveTopic,
  type Placed,
  profileFrom,
  profileOfMessages,
  Rarity,
  type StoredProfile,
  sharedWordsOf,
  storedProfileOf,
  type TopicAlarm,
  TopicStream,
  TopicWatch,
  titleFrom,
  titleOfSubjects,
  type WatchedMessage,
} from './topics/index.ts'
export { type RivalNames, sentencesOf, type Wish, type WishKind, wishesIn } from './wishes/index.ts'

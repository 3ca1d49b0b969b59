/** 实体与关键词: what a text speaks of. */
export { entitiesOf } from './entities.ts'
export { type Keyword, keywordsOf } from './keywords.ts'
export { type CompiledNames, compileNames, type NamedThing, type NameList } from './lists.ts'
export { stopWords } from './stop-words.ts'

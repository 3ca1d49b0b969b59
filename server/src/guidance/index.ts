// 处理指引: helps whoever handles a case: LSCIA step by step, phrases that calm, what a draft should not say, and what was promised.
// Advises only: no row of it changes the case.
export { guideItems } from './lscia/select.ts'
export { phrases } from './phrases/select.ts'
export { keepPromises, type PromiseSources, promiseEvents } from './promises/find.ts'
export { type TellPromises, watchPromises } from './promises/watch.ts'
export { guidanceRoutes } from './routes.ts'

export { useLimitWords } from './queries.ts'

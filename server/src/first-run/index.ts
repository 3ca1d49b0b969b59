// 开始使用: reads from everybody's tables how far a company has come with setting up, and writes nothing of its own.
export { firstRunRoutes } from './routes.ts'

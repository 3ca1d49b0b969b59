// 经验: owns what one unit tells others it learnt, of a closed case, a judged action or a cause, without personal data; who has read it, and what
// the units answered.

export { lessonRoutes } from './routes.ts'
export { answerLesson, readLesson, sendLesson } from './send.ts'
export type { LessonSources } from './sources.ts'

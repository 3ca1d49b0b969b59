/** 经验: what units tell one another they learnt; a closed case and a judged action lead here. */
export { LessonLink } from './LessonLink.tsx'

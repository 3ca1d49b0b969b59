// 辅导与关怀: owns samples of how cases were handled, the notes people are given about their work, and what weighs on them: loads, breaks, buddies,
// private notes. Coaching notes are seen by the two they are between, care by the person and who leads their team, private notes by their writer.
export { answerBuddy, askBuddy } from './buddies/buddies.ts'
export { staffCareRoutes } from './care-routes.ts'
export { notesGivenTo } from './notes/notes.ts'
export { rotatePrivateNoteKeys, writePrivateNote } from './private-notes/private-notes.ts'
export { sheet, totalOf } from './quality/sheet.ts'
export { coachingRoutes } from './routes.ts'

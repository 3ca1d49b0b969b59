export { answerAsk, decideAnswer } from './answer.ts'
export { invitePartner } from './invite.ts'
export { partnerRoutes } from './routes.ts'

import { seesAll } from '../../cases/index.ts'
import { AppError } from '../../platform/errors.ts'
import type { Actor } from '../../platform/http.ts'

/** 看报告: it tells of all cases, topics by their subjects: it is for those who see them all. @throws NOT_PERMITTED */
export function requireAllCases(actor: Actor) {
  if (!seesAll(actor)) throw new AppError('NOT_PERMITTED', '报告汇总全公司的投诉，能看全部工单的人才能看；请找主管')
}

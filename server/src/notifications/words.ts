import type { NoticeKind } from '@zhiwei/contract'
import type { DigestContent } from './tables.ts'

// What is said outside, by mail and robot: case number, stage, due time and a link. No name, no text of the case.

const words: Record<NoticeKind, string> = {
  dueSoon: '临近时限',
  breached: '已超时',
  taskDueSoon: '协办任务临近时限',
  taskBreached: '协办任务已超时',
  escalated: '升级',
  deEscalated: '降级',
  supervised: '督办',
  supervisionAnswered: '督办已答复',
  supervisionOverdue: '督办逾期',
  supervisionEnded: '督办办结',
  reminded: '催办',
  dispatched: '派单',
  recalled: '派单已撤回',
  assigned: '分配给您',
  sentBack: '退回',
  returned: '待审核',
  reworked: '返工',
  approvalWaiting: '待审批',
  approvalDecided: '审批结果',
  disputed: '派单争议',
  disputeDecided: '争议已裁定',
  stageRaised: '矛盾升级',
  warningRaised: '新预警',
  warningRisen: '预警升级',
  warningCalled: '预警转由您处理',
  warningAssigned: '预警指派给您',
  warningPassedOn: '预警已转由他人处理',
  warningOverdue: '预警逾期未认领',
  warningsHeld: '超出预算的预警',
  measureOverdue: '预警措施逾期',
  careGiven: '关怀任务派给您',
  careDueSoon: '关怀任务临近时限',
  careOverdue: '关怀任务逾期',
  promiseDueSoon: '对客户的承诺临近到期',
  promiseOverdue: '对客户的承诺已到期',
  coachingGiven: '给您的辅导',
  coachingAcknowledged: '您给的辅导已确认',
  trainingGiven: '给您的培训计划',
  trainingSignOff: '培训等您签字',
  buddyAsked: '请您做同伴',
  buddyAgreed: '同伴已结成',
  followUpGiven: '回访派给您',
  followUpOverdue: '回访逾期',
  lowScore: '客户打了低分',
  findingMade: '对您的投诉已认定',
  findingAppealed: '认定被申诉，待复核',
  ideaGiven: '建议由您负责',
  actionGiven: '措施派给您',
  actionOverdue: '措施逾期',
  actionToVerify: '措施待验证',
  actionJudged: '措施效果已判定',
  partAsked: '请您答复 8D',
  partAnswered: '合作单位已答复 8D',
  crisisOpened: '危机事件',
  crisisTask: '危机任务',
  statementWaiting: '声明待审批',
  statementDecided: '声明审批结果',
  knowledgeReviewDue: '预案到期复审',
  lawChanged: '法规变动',
  knowledgeWaiting: '预案待审核',
  knowledgeDecided: '预案审核结果',
  conductWaiting: '行为限制待审核',
  conductDecided: '行为限制审核结果',
  protectionCalled: '有同事受到威胁',
  performanceReady: '绩效表请先看',
  performanceEnding: '绩效表查看期将结束',
  performanceObjected: '绩效表异议待裁定',
  performanceDecided: '您的异议已裁定',
  performanceAmended: '绩效表有更正',
  guideWaiting: '客户指南待审核',
  guideDecided: '客户指南审核结果',
  lessonSent: '发给您部门的经验',
  lessonAnswered: '您发的经验有回应',
  digest: '通知',
}

export type Said = { subject: string; lines: string[]; link: string }

const levels: Record<string, string> = { blue: '蓝', yellow: '黄', orange: '橙', red: '红' }

export function sayDigest({ counts, cases, others = [] }: DigestContent, baseUrl: string, zone: string): Said {
  const kinds = (Object.entries(counts) as [NoticeKind, number][]).sort(([, one], [, other]) => other - one)
  const total = kinds.reduce((sum, [, count]) => sum + count, 0)
  const lines = kinds.map(([kind, count]) => `${words[kind]} ${count}`)
  return {
    subject: `治未：${total} 条新通知（${kinds
      .slice(0, 3)
      .map(([kind, count]) => `${words[kind]} ${count}`)
      .join('，')}）`,
    lines: [
      lines.join(' · '),
      ...cases.map(({ id, number, stage, dueAt, kind }) =>
        [words[kind], numberText(number), stage && `阶段 ${stage}`, dueAt && `时限 ${timeIn(dueAt, zone)}`, `${baseUrl}/cases/${id}`]
          .filter(Boolean)
          .join('  '),
      ),
      ...others.map(({ kind, level, subject, path }) =>
        [words[kind], level && levels[level], subject, `${baseUrl}${path}`].filter(Boolean).join('  '),
      ),
    ],
    link: `${baseUrl}/notices`,
  }
}

export const testWords = (baseUrl: string): Said => ({
  subject: '治未：测试通知',
  lines: ['这是一条测试通知，收到即表示设置正确。'],
  link: `${baseUrl}/notices`,
})

/** `7K2M-9QX4`, as people read it. */
const numberText = (number: string) => (number.includes('-') ? number : `${number.slice(0, 4)}-${number.slice(4)}`)

const timeIn = (instant: string, zone: string) =>
  new Intl.DateTimeFormat('zh-CN', {
    timeZone: zone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(new Date(instant))
    .replace('/', '-')

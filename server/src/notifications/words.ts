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
  assigned: '分配给您',
  sentBack: '退回',
  returned: '待审核',
  reworked: '返工',
  approvalWaiting: '待审批',
  approvalDecided: '审批结果',
  disputed: '派单争议',
  disputeDecided: '争议已裁定',
  stageRaised: '矛盾升级',
  digest: '通知',
}

export type Said = { subject: string; lines: string[]; link: string }

export function sayDigest({ counts, cases }: DigestContent, baseUrl: string, zone: string): Said {
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

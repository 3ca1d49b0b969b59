import type { LessonAnswerInput } from '@zhiwei/contract'
import { type Act, systemActor } from '../../cases/index.ts'
import { answerLesson, type LessonSources, readLesson, sendLesson } from '../../lessons/index.ts'
import { lessonSources } from '../../lessons-sources.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { agents, handlersOf, type UnitCode } from '../company/company.ts'
import { atHour, daysAfter } from '../working-time.ts'

const sources: LessonSources = { ...lessonSources, tell: async () => {} }

type Told = {
  by: string | undefined
  to: (UnitCode | 'callCentre')[]
  daysAgo: number
  title: string
  text: string
  cause?: string
  readers: (string | undefined)[]
  answer?: LessonAnswerInput & { by: string | undefined }
}

const [installer, otherInstaller] = handlersOf('installation')
const [repairer] = handlersOf('repair')
const [agent, otherAgent] = agents

const told: readonly Told[] = [
  {
    by: agent,
    to: ['installation', 'logistics'],
    daysAgo: 18,
    title: '迟到半小时以内，先打电话的客户几乎不投诉',
    text: '办结的迟到单里，师傅提前打过电话的，客户多半接受改约；没有电话的，一半以上要求赔偿。请在出门前一小时打电话，说清几点到、为什么晚。',
    cause: 'people.process',
    readers: [installer, otherInstaller],
    answer: { by: installer, kind: 'changed', text: '派工单加了“已联系客户”必填项，从本月 9 日起执行，班长每天抽查十单。' },
  },
  {
    by: repairer,
    to: ['callCentre'],
    daysAgo: 9,
    title: '冰箱夜间响声：先问三件事再派工',
    text: '近一个月的上门单里，三成是放置不平或靠墙太近。请先问：是否刚搬动、四脚是否着地、离墙有没有一拃宽；都没有问题再派上门。',
    readers: [agent, otherAgent],
    answer: { by: agent, kind: 'tellCustomers', text: '已加进来电脚本第二步，并把自查图发给客户。' },
  },
  {
    by: otherAgent,
    to: ['marketing'],
    daysAgo: 2,
    title: '活动限量没有写在第一屏，客户觉得被骗',
    text: '同一场活动两周内二十多位客户说“没看到限量”。请把限量数和剩余数放在价格旁边。',
    cause: 'information',
    readers: [],
  },
]

/** 经验 of the demo: from the call centre to units and back, by the same acts. */
export async function writeLessons({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const people = await tx.selectFrom('user_account').select(['id', 'username', 'unit_id']).where('tenant_id', '=', tenantId).execute()
  const units = new Map(
    (await tx.selectFrom('unit').select(['id', 'code']).where('tenant_id', '=', tenantId).execute()).map(({ id, code }) => [code, id]),
  )
  const actAs = (username: string | undefined, at: Date): Act => {
    const person = people.find((one) => one.username === username)
    const permissions = new Set(['cases:read', 'cases:note'] as const)
    return {
      tx,
      keys,
      now: at,
      actor: { ...systemActor(tenantId), userId: person?.id ?? null, unitId: person?.unit_id ?? null, permissions },
    }
  }
  for (const { by, to, daysAgo, title, text, cause, readers, answer } of told) {
    const at = (days: number, hour: number) => atHour(daysAfter(now, days - daysAgo), hour)
    const unitIds = to.map((code) => units.get(code)).filter((id) => id !== undefined)
    const input = { title, text, unitIds, caseId: null, actionId: null, cause: cause ?? null }
    const { id } = await sendLesson(actAs(by, at(0, 15)), input, sources)
    for (const [day, reader] of readers.entries()) await readLesson(actAs(reader, at(1, 9 + day)), id)
    if (answer) await answerLesson(actAs(answer.by, at(1, 16)), id, { kind: answer.kind, text: answer.text }, sources)
  }
}

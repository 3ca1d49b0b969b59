import type { FindingInput } from '@zhiwei/contract'
import { type SqlBool, sql } from 'kysely'
import { type Act, systemActor } from '../../cases/index.ts'
import type { Tx } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { appealFinding, makeFinding, reviewFinding } from '../../resolution/index.ts'

// 认定, 申诉 and 复核 on cases being worked on, by the same acts as in service.

const right = { attitude: 'right', accuracy: 'right', procedure: 'right' } as const
type Told = Pick<FindingInput, 'finding' | 'questions' | 'cause' | 'text'> & {
  appeal?: string
  again?: Pick<FindingInput, 'finding' | 'questions' | 'text'>
}

const aboutPeople: readonly Told[] = [
  { finding: 'unsubstantiated', questions: right, text: '听了两通录音：语气平稳，答复与制度一致，流程都走了。' },
  {
    finding: 'partly',
    questions: { ...right, procedure: 'wrong' },
    text: '态度和答复没有问题，但没有按流程在两小时内回电。',
    appeal: '当天系统故障两小时，有报修记录，不是我没有回电。',
  },
  {
    finding: 'substantiated',
    questions: { attitude: 'wrong', accuracy: 'wrong', procedure: 'right' },
    text: '录音中三次打断客户，并报错了退款时限。',
    appeal: '退款时限是按旧页面说的，页面没有更新。',
    again: { finding: 'partly', questions: { ...right, attitude: 'wrong' }, text: '时限按当时页面确实如此，报错不在个人；打断客户属实。' },
  },
  { finding: 'unverifiable', questions: { ...right, attitude: 'unknown' }, text: '上门服务没有录音，双方说法不一，态度查不清。' },
]
const aboutMatters: readonly Told[] = [
  { finding: 'substantiated', cause: 'product', text: '返厂检测确认压缩机减振脚脱落，属产品问题。' },
  { finding: 'unsubstantiated', cause: 'expectation', text: '活动页写明限量，客户以为人人都有，期望过高；已解释并道歉说明不够醒目。' },
  { finding: 'partly', cause: 'supplier', text: '合作安装单位爽约一次属实，另一次是客户改约。' },
]

export async function writeFindings({ keys }: Pick<Deps, 'keys'>, tx: Tx, tenantId: string, now: Date) {
  const actorOf = async (username: string, permissions: string[]): Promise<Act['actor']> => {
    const { id } = await tx
      .selectFrom('user_account')
      .select('id')
      .where('tenant_id', '=', tenantId)
      .where('username', '=', username)
      .executeTakeFirstOrThrow()
    return { ...systemActor(tenantId), userId: id, permissions: new Set(permissions) as Act['actor']['permissions'] }
  }
  const finder = await actorOf('shi.lihua', ['cases:read', 'cases:review'])
  const reviewer = await actorOf('tan.zhiyuan', ['cases:read', 'findings:review'])
  const act = (actor: Act['actor']): Act => ({ tx, keys, actor, now })
  const cases = async (people: boolean, limit: number) =>
    tx
      .selectFrom('complaint_case')
      .select(['id', 'agent_id'])
      .where('tenant_id', '=', tenantId)
      .where('status', 'in', ['answered', 'returned', 'handling'])
      .where('agent_id', 'is not', null)
      .where('agent_id', '<>', finder.userId)
      .where('merged_into', 'is', null)
      .where(sql<SqlBool>`starts_with(category, 'service.') = ${people}`)
      .orderBy('received_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .execute()
  const tell = async (told: Told, complaintCase: { id: string; agent_id: string | null }, aboutId: string | null) => {
    const about = aboutId ? { aboutId } : {}
    const { appeal, again, ...input } = told
    const { id } = await makeFinding(act(finder), complaintCase.id, { ...input, ...about, fileIds: [] })
    if (!appeal) return
    await appealFinding({ ...act(finder), actor: { ...finder, userId: aboutId } }, id, { from: 'staff', reason: appeal })
    if (again) await reviewFinding(act(reviewer), id, { ...again, ...about, fileIds: [] })
  }
  const ofPeople = await cases(true, aboutPeople.length)
  for (const [at, complaintCase] of ofPeople.entries()) await tell(aboutPeople[at] as Told, complaintCase, complaintCase.agent_id)
  const ofMatters = await cases(false, aboutMatters.length)
  for (const [at, complaintCase] of ofMatters.entries()) await tell(aboutMatters[at] as Told, complaintCase, null)
}

import type { PartDiscipline } from '@zhiwei/contract'
import type { Act } from '../../cases/index.ts'
import { answerAsk, decideAnswer, type ImprovementSources, invitePartner } from '../../improvement/index.ts'
import { improvers, type UnitCode } from '../company/company.ts'
import { atHour, daysAfter } from '../working-time.ts'

type Writer = {
  now: Date
  sources: ImprovementSources
  actAs: (username: string | undefined, at: Date) => Act
  unitOf: (code: UnitCode) => Promise<string>
}
/** Days since it was asked: when it is due, when it is answered, and whether the answer is taken. */
type Course = [discipline: PartDiscipline, due: number, answers: [day: number, text: string, returned?: string][]]

const askedDaysAgo = 34
const firms: { unit: UnitCode; people: string; title: string; brief: string; course: Course[] }[] = [
  {
    unit: 'anjie',
    people: 'anjie.wu',
    title: '上门前无人联系客户',
    brief: '近两个月贵单位承接的上门单里，多户反映事先没有人联系、迟到后没有人说明。请先止住，再查原因。',
    course: [
      ['containment', 2, [[1, '自 9 日起每单上门前一小时电话确认，由班长抽查；首周 146 单全部有记录。']]],
      [
        'cause',
        8,
        [
          [6, '师傅忘记打电话。', '请写明为什么会忘、为什么没有人发现，并附依据。'],
          [8, '派工单上没有“已联系客户”一栏，师傅不必填写，班长看不到。抽查 30 单，27 单没有通话记录。'],
        ],
      ],
      ['chosen', 12, [[11, '派工单加“已联系客户”必填项；未填写的单子不计入当日完成。由运营主管负责，本月底上线。']]],
      ['implemented', 24, [[22, '必填项已上线两周：386 单中 379 单有记录，迟到反馈由每周 11 起降到 3 起。']]],
      ['prevention', 40, []],
    ],
  },
  {
    unit: 'suda',
    people: 'suda.long',
    title: '上门前无人联系客户',
    brief: '西南片区换由贵单位承接后，同类反映集中。请说明临时措施和原因。',
    course: [
      ['containment', 2, [[5, '已要求师傅上门前打电话。']]],
      ['cause', 8, []],
    ],
  },
]

/** 合作单位 in the 8D of the demo: one that answers in time, one that does not. */
export async function writePartnerParts({ now, sources, actAs, unitOf }: Writer, reportId: string) {
  const at = (day: number, hour: number) => atHour(daysAfter(now, day - askedDaysAgo), hour)
  const [leader] = improvers
  for (const { unit, people, title, brief, course } of firms) {
    const asks = course.map(([discipline, due]) => ({ discipline, dueOn: dayOf(at(due, 12)) }))
    const { id } = await invitePartner(actAs(leader, at(0, 14)), reportId, { unitId: await unitOf(unit), title, brief, asks }, sources)
    for (const [discipline, , answers] of course) {
      for (const [day, text, returned] of answers) {
        const firm = actAs(people, at(day, 11))
        const own: Act = { ...firm, actor: { ...firm.actor, unitId: await unitOf(unit), permissions: new Set(['eightD:answer']) } }
        await answerAsk(own, id, { discipline, text }, sources)
        if (unit === 'suda') continue
        const decision = { discipline, verdict: returned ? 'returned' : 'accepted', reason: returned ?? '' } as const
        await decideAnswer(actAs(leader, at(day, 16)), reportId, id, decision, sources)
      }
    }
  }
}

const hoursAhead = 8
const dayOf = (instant: Date) => new Date(instant.getTime() + hoursAhead * 3_600_000).toISOString().slice(0, 10)

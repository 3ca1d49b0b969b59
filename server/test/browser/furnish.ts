import { aCaseIn, aRegisteredCase, aUnit } from '../builders.ts'
import type { Client } from '../harness.ts'
import { placesOf } from './places.ts'

const longName = '上海浦东新区张江高科技园区某某家用电器安装维修服务有限公司第三分公司（代收代付专户）'
const longText = '安装师傅三次改约，冰箱一直放在楼道里，物业多次催促搬走，孩子的药也没有地方冷藏，请尽快给一个明确的上门时间。'.repeat(300)

/** Something on every page: cases on all stations of their way, a name and a text as long as they may be, a file waiting to be checked. */
export async function furnish(admin: Client) {
  const unit = await aUnit(admin, '安装部')
  for (const status of ['registered', 'accepted', 'dispatched', 'handling', 'returned', 'answered', 'confirmed', 'closed'])
    await aCaseIn(status, admin, unit.id, { subject: `${status} 空调安装迟到要求退款` })
  const { caseId } = await aRegisteredCase(admin, {
    complainant: { name: longName, kind: 'organisation', phone: '13900008888' },
    subject: `${longName}投诉冰箱送货安装一再改约`,
    text: longText.slice(0, 20_000),
    product: '多门变频风冷无霜家用电冰箱 BCD-520WGHFD7GQU1',
    category: 'delivery.installation',
  })
  const { body: complaintCase } = await admin.get(`/cases/${caseId}`)
  const form = new FormData()
  form.append('file', new Blob(['投诉时间,投诉内容,电话\n2026/11/1,空调漏水,13911112222\n昨天,冰箱异响,13911113333\n']), '十一月台账.csv')
  const { body: file } = await admin.post('/imports', form)
  return placesOf({ caseId, customerId: complaintCase.customer.id, importId: file.id })
}

import { goods } from '../company/products.ts'
import type { Matter } from './matter.ts'

/** 退换维修 */
export const aftersalesMatters: readonly Matter[] = [
  {
    name: 'refund',
    category: 'aftersales.refund',
    node: '退款',
    weight: 4.6,
    kinds: goods,
    lead: 'finance',
    subject: ['退款迟迟不到账', '{kind}退货{days}天没退款', '退款金额不对'],
    core: [
      '{kind}{d3}就退回去了，[仓库已签收|物流显示已入库]，退款{amount}元[到现在没到账|一直“处理中”]，问了{times}次都说再等等。',
      '订单{order}取消后该退{amount}元，[只退了一半|说要扣手续费]，[谁也解释不清|客服换了{times}个]。',
      '{product}七天无理由退货，{d2}取走机器，{days}天了[财务没审核|系统没生成退款单]，钱在你们手里倒是不急。',
    ],
    want: ['要求今天退款到账', '要求全额退还', '要求按日付利息'],
    check: ['请查订单{order}退款节点，说明滞留原因，[当日|一个工作日内]打款。'],
    found: {
      substantiated: ['核实入库验收单[未流转|漏录]，退款{amount}元滞留{days}天，已加急打款。'],
      partly: ['退款已于{d1}发起，银行在途；此前客服未告知属实。'],
      unsubstantiated: ['退款已原路退回至下单时的信用卡，客户未留意账单。'],
    },
    told: {
      substantiated: ['核实退货验收单没有及时流转，退款已加急打出', '退款确实被我们耽误了，款项已原路退回'],
      partly: ['退款已在{d1}发起，银行处理需要一至三天，没有提前告诉您是我们不周'],
      unsubstantiated: ['退款已原路退回您下单时使用的卡，凭证已发送给您'],
    },
    causes: [
      { code: 'procedure', text: '退货验收与财务两套单据；已打通' },
      { code: 'people.process', text: '验收单漏录；已设48小时预警' },
    ],
    remedies: [
      { kind: 'refund', yuan: 'amount', text: '加急退款', promise: '{yuan}元已打款' },
      { kind: 'compensation', yuan: [20, 120], text: '退款延误补偿', promise: '并补偿您{yuan}元' },
    ],
  },
  {
    name: 'refusal',
    category: 'aftersales.refusal',
    node: '退换货',
    weight: 4.6,
    kinds: goods,
    lead: 'repair',
    subject: ['{kind}拒绝退换', '七天内不给退', '不给换新机只肯修'],
    core: [
      '{bought}买的{product}，[第{days}天|一周不到]就{symptom}，要求换机，说[必须先修|要有鉴定单]，鉴定的人[一直不来|来了说不够条件]。',
      '七天无理由退货被拒，理由是[{kind}通过电|包装拆了]，可不通电怎么知道好坏？订单{order}。',
      '{kind}修了{times}次还是{symptom}，按三包该换了，{you}[就是不认|说只算一次]。',
    ],
    want: ['要求无条件退货', '要求换新', '要求给出不能退的法律依据'],
    check: ['请核对购买日期、维修次数和三包条款，符合的立即退换，不符合的出书面说明。'],
    found: {
      substantiated: ['核对维修记录已达{times}次且在保，符合换机条件，网点未主动办理，投诉成立。'],
      partly: ['不符合退货条件，但首次检测拖延属实，同意换机处理。'],
      unsubstantiated: ['机器已使用{days}个月且检测无性能故障，不符合退换条件，依据已说明。'],
    },
    told: {
      substantiated: ['核对记录您的{kind}符合换机条件，网点没有主动办理是我们的错'],
      partly: ['退货条件不满足，但检测拖了您很久，我们同意为您换机'],
      unsubstantiated: ['经检测{kind}没有性能故障，按三包规定不符合退换条件，检测单和条款已发您'],
    },
    causes: [
      { code: 'procedure', text: '换机审批层级过多；已下放网点' },
      { code: 'people.skill', text: '网点对三包规定不熟；已培训' },
      { code: 'expectation', text: '客户将“不喜欢”理解为质量问题' },
    ],
    remedies: [
      { kind: 'replacement', yuan: [0, 0], text: '三包换机', promise: '新机已安排，三日内上门更换' },
      { kind: 'refund', yuan: 'price', text: '三包退货', promise: '为您退货退款{yuan}元' },
    ],
  },
  {
    name: 'repair',
    category: 'aftersales.repair',
    node: '上门维修',
    weight: 10,
    kinds: goods,
    lead: 'branch',
    helper: {
      unit: 'repair',
      ask: ['请安排技术支持复检{kind}，给出根治方案', '请核查备件到货情况'],
      done: ['已远程会诊，建议{fix}', '备件已从总仓调拨，{days}天内到网点'],
    },
    subject: ['{kind}修了{times}次没修好', '越修越坏', '维修后同样故障又出现'],
    core: [
      '{home}{product}{symptom}，{d3}到现在修了{times}次，[每次换个零件|每次都说好了]，[用不到两天又犯|人一走就坏]。',
      '{d2}{tech}来修{kind}，修之前只是{symptom}，修完[彻底不能用了|多了异响|外壳都合不上]，再找他说[要加钱|不是他的事]。',
      '{kind}等配件等了{days}天，[每次问都说在路上|总仓没货]，[一家老小|一家五口]就这么干等着，当初卖的时候可不是这么说的。',
      '{tech}换下来的旧件[不给看|直接拿走]，说换了新的，{i}怀疑根本没换，{d1}又开始{symptom}。',
    ],
    want: ['要求一次修好，修不好就换', '要求换个技术好的师傅', '要求把配件到货时间写下来'],
    check: [
      '请派技术骨干复修{product}，故障“{symptom}”，查前{times}次维修记录，[不得再次返修|修后观察三天]。',
      '客户多次报修，请主管带队上门。',
    ],
    found: {
      substantiated: [
        '复检判定前期误判，真正原因为{fault}，已{fix}，并更换师傅跟踪三天正常。',
        '核实备件调拨延误{days}天属实，{now}到货后已{fix}。',
      ],
      partly: ['前次维修有效，本次为另一处故障：{fault}，已一并处理。'],
      unsubstantiated: ['复检未见异常，维修记录与旧件照片齐全，属使用习惯问题，已讲解。'],
    },
    told: {
      substantiated: ['前几次没有找到真正的原因，这次确认是{fault}，已{fix}，请放心使用', '备件确实耽误了，到货后已{fix}'],
      partly: ['这次是另一个部位的问题（{fault}），我们一并修好了'],
      unsubstantiated: ['复检各项正常，旧件照片和维修记录已给您看过，使用上的注意事项也已说明'],
    },
    causes: [
      { code: 'people.skill', text: '故障误判，凭经验换件；已上线诊断树' },
      { code: 'supplier', text: '备件供应商交付延迟；已设安全库存' },
      { code: 'product', text: '{fault}，属设计耐久不足；已提交改进' },
    ],
    remedies: [
      { kind: 'repair', yuan: [0, 0], text: '免费复修并延保', promise: '本次全免费，并延保一年' },
      { kind: 'replacement', yuan: [0, 0], text: '多次维修未果换机', promise: '我们为您更换新机' },
      { kind: 'compensation', yuan: [50, 500], text: '多次返修补偿', promise: '补偿您{yuan}元' },
    ],
  },
  {
    name: 'warranty',
    category: 'aftersales.warranty',
    node: '三包认定',
    weight: 3.6,
    kinds: goods,
    lead: 'repair',
    subject: ['保修期内要收费', '过保一天不给保', '人为损坏认定不服'],
    core: [
      '{bought}买的{product}，[主板保三年|压缩机保十年]写得清清楚楚，{d1}{symptom}，{tech}说[人为损坏|这个件不在保]要收{amount}元。',
      '{kind}刚过保[{days}天|不到一周]，故障是[保修期内就报过的|{d3}就有的老毛病]，现在全让{i}出钱？',
      '{you}说{kind}进水是人为，[机器装在原处从没动过|家里从没漏过水]，[凭什么说是{i}弄的|连检测报告都没有]。',
    ],
    want: ['要求免费维修', '要求书面鉴定', '要求按保修卡执行'],
    check: ['请核对购买凭证和保修条款，复核“人为损坏”结论并留存照片。'],
    found: {
      substantiated: ['复核故障为{fault}，属三包范围，原结论有误，应免费维修。'],
      partly: ['机器过保，但在保期内有同类报修记录，按半价处理。'],
      unsubstantiated: ['检测有明显[外力撞击|进液]痕迹，不属三包，已出具鉴定单。'],
    },
    told: {
      substantiated: ['复核确认您的{kind}属于保修范围，原先的判断有误，我们免费维修'],
      partly: ['机器已过保，但考虑到保内曾经报修，我们只收一半配件费'],
      unsubstantiated: ['检测发现明显的外力或进液痕迹，按三包规定需要收费，鉴定单已寄给您'],
    },
    causes: [
      { code: 'people.skill', text: '三包认定不准；已制作图例手册' },
      { code: 'information', text: '保修卡表述含混；已修订' },
      { code: 'customerUse', text: '客户使用不当造成进液' },
    ],
    remedies: [
      { kind: 'repair', yuan: [0, 0], text: '按三包免费维修', promise: '本次维修全部免费' },
      { kind: 'discount', yuan: [50, 300], text: '配件费减半', promise: '减免配件费{yuan}元' },
    ],
  },
]

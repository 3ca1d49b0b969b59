import { everyKind, goods } from '../company/products.ts'
import type { Matter } from './matter.ts'

/** 价格费用 */
export const priceMatters: readonly Matter[] = [
  {
    name: 'overcharge',
    category: 'price.overcharge',
    node: '上门收费',
    weight: 6,
    kinds: ['空调', '热水器', '洗衣机'],
    lead: 'branch',
    helper: {
      unit: 'finance',
      ask: ['请核对该单实收与价目表差额', '请查{tech}名下近一月收费流水'],
      done: ['已核对，超出价目表{amount}元', '流水正常，该单与价目表一致'],
    },
    subject: ['{kind}乱收费', '{tech}上门多收{amount}元', '高空费辅材费不合理'],
    core: [
      '{d1}{tech}上门[装|修]{kind}，[说好免费|页面写着全包]，装到一半要收[高空作业费|加长铜管费|辅材费]{amount}元，不给就[停工走人|把机器晾在那]，{i}只好付了。',
      '{kind}[换个小零件|紧了几颗螺丝]收{amount}元，{i}上网一查[成本几十块|价目表上才一半]，要收据[不给|只写了个手条]。',
      '预约的{kind}安装，订单{order}已经付过钱，{tech}到了又要[检测费|上门费|拆装费]共{amount}元，[微信转到他个人账户|说不交就不做]。',
      '保修期内的{kind}，{d1}来修还收了{amount}元[上门费|配件费]，打热线又说[不该收|要看情况]，到底听谁的。',
    ],
    want: ['要求退还多收的{amount}元', '要求公示价目表并给说法', '要求查处这种乱象'],
    check: ['请核实{tech}{d1}收费明细、有无公示价目表和收据，多收的当日退还。', '客户对{amount}元收费有异议，请提供依据。'],
    found: {
      substantiated: ['核实{tech}[未出示价目表|私自加价]，多收{amount}元属实，已[当日退还|扣回]并处罚。'],
      partly: ['收费项目合理，单价高于价目表，差额部分应退。'],
      unsubstantiated: ['收费与公示价目表一致，客户签字确认过，属高空作业实际发生。'],
      unverifiable: ['现金交易无收据，师傅否认，无法核实，酌情减免。'],
    },
    told: {
      substantiated: ['核实确实多收了您的费用，师傅没有按价目表执行，多收部分全额退还'],
      partly: ['收费项目是有的，但单价收高了，差额退给您'],
      unsubstantiated: ['本次收费与公示价目表一致，明细和依据已发给您'],
      unverifiable: ['因没有收据难以核实金额，我们愿意为您减免一部分'],
    },
    causes: [
      { code: 'people.process', text: '未先报价后施工；已要求价目表电子确认' },
      { code: 'supplier', text: '合作方结算价偏低诱发私收；已调整结算并暗访' },
      { code: 'expectation', text: '客户以为包安装含高空作业；页面已补充说明' },
    ],
    remedies: [
      { kind: 'refund', yuan: 'amount', text: '退还多收费用', promise: '多收的{yuan}元已退还' },
      { kind: 'compensation', yuan: [20, 100], text: '乱收费补偿', promise: '另补偿{yuan}元' },
    ],
  },
  {
    name: 'billing',
    category: 'price.billing',
    node: '订单结算',
    weight: 2,
    kinds: everyKind,
    lead: 'finance',
    subject: ['扣了两次钱', '账单与订单不符', '分期多扣手续费'],
    core: [
      '{d1}在{store}付{kind}的钱，[页面卡住付了两次|优惠券没抵扣]，多扣了{amount}元，订单{order}，客服说[等系统自动退|查不到记录]。',
      '{product}办的12期免息，账单上每期[多出{amount}元|有手续费]，当时明明说[零利息|一分不多收]。',
      '{i}的对账单里有一笔{amount}元“服务费”，{i}从没[买过|同意过]，问了{times}次没人说得清。',
    ],
    want: ['要求核对账目并退款', '要求说明这笔钱是什么', '要求今天到账'],
    check: ['请核对订单{order}收款流水与优惠明细，确认是否重复扣款。'],
    found: {
      substantiated: ['核对流水，重复扣款{amount}元属实，系支付回调重复入账，已发起退款。'],
      unsubstantiated: ['费用为银行分期手续费，签约页有提示，非我司收取。'],
      partly: ['优惠券未抵扣属系统异常，差额{amount}元应退，其余金额无误。'],
    },
    told: {
      substantiated: ['核对流水确实重复扣款，退款已发起，预计三个工作日到账'],
      unsubstantiated: ['该笔费用是银行收取的分期手续费，签约页面截图已发给您'],
      partly: ['优惠券确实没有抵扣成功，差额部分退给您，其余账目核对无误'],
    },
    causes: [
      { code: 'system', text: '支付回调未做幂等；已修复' },
      { code: 'information', text: '分期费率展示不醒目；已改版' },
    ],
    remedies: [{ kind: 'refund', yuan: 'amount', text: '退还重复扣款', promise: '{yuan}元原路退回' }],
  },
  {
    name: 'priceChange',
    category: 'price.change',
    node: '价格保护',
    weight: 2.8,
    kinds: goods,
    lead: 'marketing',
    subject: ['刚买就降价不给价保', '{kind}先涨后降', '价保申请被拒'],
    core: [
      '{d2}在{store}买的{product}，{d1}一看[降了{amount}元|直播间便宜{amount}元]，申请价保说[活动商品不保价|渠道不同不给]，这不是坑老客户吗。',
      '{kind}大促前偷偷涨价再打折，{i}有截图，[到手价比平时还贵|比{d3}贵了{amount}元]。',
      '订单{order}在30天价保期内，申请{times}次都[被系统拒绝|没人处理]，差价{amount}元。',
    ],
    want: ['要求退差价{amount}元', '要求按活动规则价保', '不退差价就退货'],
    check: ['请核对{store}{d1}前后价格记录和价保规则，符合的补差。'],
    found: {
      substantiated: ['核对价格轨迹，符合30天价保，系统误判渠道，应补差{amount}元。'],
      unsubstantiated: ['直播间价格含限量券，不在价保范围，规则页有说明。'],
      partly: ['规则上不保价，但客服此前答复有误，酌情补偿。'],
    },
    told: {
      substantiated: ['核实您的订单符合价保条件，差价{amount}元为您补上'],
      unsubstantiated: ['直播间价格使用了限量券，按规则不在价保范围，规则原文已发您'],
      partly: ['按规则这一单不参加价保，但我们之前答复有误，愿意给您补偿'],
    },
    causes: [
      { code: 'system', text: '价保系统渠道映射错误；已修复' },
      { code: 'procedure', text: '价保规则例外过多；已简化为三条' },
      { code: 'expectation', text: '客户将限量券价视为日常价' },
    ],
    remedies: [
      { kind: 'refund', yuan: 'amount', text: '价保补差', promise: '差价{yuan}元已退回' },
      { kind: 'discount', yuan: [30, 150], text: '赠券补偿', promise: '赠送{yuan}元券' },
    ],
  },
  {
    name: 'invoice',
    category: 'price.invoice',
    node: '开票',
    weight: 2.2,
    kinds: everyKind,
    lead: 'finance',
    subject: ['发票一直开不出来', '发票抬头开错', '拒开发票'],
    core: [
      '{bought}买的{kind}，订单{order}，发票[申请了{times}次|说七天内开]，{days}天还没有，[单位等着报销|以旧换新补贴要用]。',
      '{product}的发票抬头[开成个人了|税号少一位]，要求重开，客服让[找门店|等月底]，门店让找客服。',
      '{d1}付了{kind}的钱，{tech}说[不开票便宜|要发票加八个点]，这合法吗？',
    ],
    want: ['要求两天内开好发票', '要求重开并寄出', '不开就向税务举报'],
    check: ['请查订单{order}开票状态，当日开具或重开并发客户邮箱。'],
    found: {
      substantiated: ['核实[开票任务卡单|抬头录入错误]，已重开电子发票发送客户。'],
      unsubstantiated: ['发票已于{d2}开具并发送，进入客户邮箱垃圾箱，已指引下载。'],
    },
    told: {
      substantiated: ['核实是我们开票环节出错，发票已重新开好发到您邮箱'],
      unsubstantiated: ['发票已于{d2}开具，请在商城“我的发票”下载，链接已短信发送'],
    },
    causes: [
      { code: 'system', text: '开票接口超时未重试；已加自动补开' },
      { code: 'people.process', text: '抬头人工录入未复核' },
    ],
    remedies: [{ kind: 'apology', yuan: [0, 0], text: '开票延误致歉', promise: '耽误您使用十分抱歉' }],
  },
]

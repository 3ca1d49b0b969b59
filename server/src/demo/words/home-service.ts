import type { Matter } from './matter.ts'

/** 到家服务: cleaning and repair that people book by themselves. */
export const homeServiceMatters: readonly Matter[] = [
  {
    name: 'cleaning',
    category: 'aftersales.repair',
    node: '上门清洗',
    weight: 4,
    kinds: ['清洗服务'],
    lead: 'branch',
    subject: ['{product}没洗干净', '洗完反而坏了', '清洗师傅敷衍了事'],
    core: [
      '{d1}约的{product}，{tech}[二十分钟就完事|只喷了点泡沫]，[拆都没拆|里面照样一层黑垢]，{i}自己拿纸巾一擦全是灰，这{amount}元花得冤。',
      '做{product}之前机器好好的，洗完[就漏水|不启动了|噪音大得很]，{tech}说[本来就有毛病|过两天就好]，{days}天了还这样。',
      '{product}把[台面烫花了|橱柜门刮了|地板泡了水]，{tech}[装没看见|说回去报保险]，之后{times}个电话都不接。',
    ],
    want: ['要求重新清洗', '要求赔偿损失', '要求退还清洗费'],
    check: ['请调取前后对比照，核实清洗质量，安排资深师傅复洗。'],
    found: {
      substantiated: ['比对照片，确未拆洗到位，已安排复洗并验收。', '核实清洗中操作不当致损，已上门修复并担责。'],
      partly: ['清洗到位，但台面轻微划痕系工具滑落所致。'],
      unsubstantiated: ['前后照片齐全，清洗彻底，现有故障与清洗部位无关。'],
    },
    told: {
      substantiated: ['核实清洗确实不到位，资深师傅已为您重新清洗', '核实是清洗操作不当造成的，已修复，费用我们承担'],
      partly: ['清洗质量没有问题，但工具划伤台面是我们不小心'],
      unsubstantiated: ['前后照片显示清洗彻底，现在的故障在另一个部位，可为您优惠维修'],
    },
    causes: [
      { code: 'people.process', text: '未按拆洗流程作业；已要求全程拍照' },
      { code: 'people.skill', text: '新师傅不熟悉机型；已补训' },
    ],
    remedies: [
      { kind: 'refund', yuan: [99, 200], text: '退还清洗费', promise: '清洗费{yuan}元已退还' },
      { kind: 'compensation', yuan: [100, 600], text: '财物损失补偿', promise: '补偿您{yuan}元' },
    ],
  },
  {
    name: 'noShow',
    category: 'service.brokenPromise',
    node: '上门清洗',
    weight: 2.2,
    kinds: ['清洗服务', '维修服务'],
    lead: 'branch',
    subject: ['{product}师傅爽约', '预约时间改了又改'],
    core: [
      '{d2}付款预约{d1}{t1}的{product}，{i}专门调休，[等到天黑没人来|过了两小时才说来不了]，[连个短信都没有|还反问{i}为什么不提前打电话]。',
      '{product}订单{order}改期{times}次，每次都是[师傅生病|车坏了|上一家没做完]，{days}天还没做成，[钱倒是早扣了|退款又说要审核]。',
    ],
    want: ['要求今天上门', '要求退款并补偿误工', '要求换个靠谱的师傅'],
    check: ['请核实爽约原因，当日联系客户重新约定。'],
    found: {
      substantiated: ['核实{tech}超派单，爽约属实，已改派并完成。'],
      partly: ['首次改约因客户家停电，后续改约未及时通知属实。'],
    },
    told: {
      substantiated: ['核实师傅接单过多而爽约，已改派他人完成服务'],
      partly: ['第一次是因停电改期，后来没有及时通知您是我们的问题'],
    },
    causes: [{ code: 'procedure', text: '派单未校验师傅当日负荷；已加上限' }],
    remedies: [
      { kind: 'compensation', yuan: [30, 120], text: '爽约补偿', promise: '爽约补偿{yuan}元已到账' },
      { kind: 'refund', yuan: [99, 200], text: '客户取消，全额退款', promise: '服务费{yuan}元全额退回' },
    ],
  },
  {
    name: 'repairFee',
    category: 'price.overcharge',
    node: '上门维修',
    weight: 2.6,
    kinds: ['维修服务'],
    lead: 'branch',
    subject: ['上门维修报价虚高', '小病大修', '修完就翻脸加价'],
    core: [
      '{d1}预约{product}，网上写检测费30元，{tech}来了[说主板坏了要{amount}元|拆开就不肯装回去]，{i}找别家看[只是保险丝断了|二十块钱搞定]。',
      '{tech}修完才报价{amount}元，[之前只说不贵|问价就说修好再说]，[不给发票|不给看旧件]，{i}觉得被宰了。',
      '{product}修了不到{days}天又坏，保修单上写90天，{tech}[电话停机|说换过的不是这个件]，又要收{amount}元。',
    ],
    want: ['要求退差价', '要求按标准收费', '要求吊销这种师傅'],
    check: ['请核对报价单、旧件照片与标准价目，虚报的退差并处理。'],
    found: {
      substantiated: ['核对旧件，主板无损，{tech}小病大修属实，已退差并清退。'],
      partly: ['维修项目真实，但先修后报价违反流程。'],
      unsubstantiated: ['报价单客户签字在先，更换件检测确已损坏。'],
    },
    told: {
      substantiated: ['核实师傅虚报故障，差价全部退还，此人已被清退'],
      partly: ['维修项目属实，但没有先报价，我们愿意减免'],
      unsubstantiated: ['报价单有您的签字，换下的零件检测确已损坏，照片已发您'],
    },
    causes: [
      { code: 'supplier', text: '合作方师傅按件提成；已改计时' },
      { code: 'people.process', text: '先修后报价；已强制电子报价' },
    ],
    remedies: [
      { kind: 'refund', yuan: 'amount', text: '退还差价', promise: '{yuan}元差价已退' },
      { kind: 'discount', yuan: [30, 150], text: '减免部分费用', promise: '减免{yuan}元' },
    ],
  },
]

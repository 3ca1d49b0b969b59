import { goods } from '../company/products.ts'
import type { Matter } from './matter.ts'

/** 交付物流 */
export const deliveryMatters: readonly Matter[] = [
  {
    name: 'delay',
    category: 'delivery.delay',
    node: '干线配送',
    weight: 8,
    kinds: goods,
    lead: 'logistics',
    subject: ['{kind}迟迟不送货', '订单{order}一直不发货', '配送一拖再拖'],
    core: [
      '{d3}在{store}下单的{product}，订单{order}，页面写[48小时发货|三天送达]，{days}天了物流[一直停在“已出库”|没有更新]，问客服只会说[在催|请耐心等待]。',
      '{kind}约好{d2}送，[临时改到{d1}|配送员说爆仓]，到了{d1}又说[车坏了|没排上]，{i}请了{times}次假。',
      '订单{order}，{kind}显示到了{city}分拨中心就不动了，[都{days}天了|家里等着用]，电话打到配送站[没人接|说找不到货]。',
      '{home}[搬新家|老人在家]急用{kind}，{bought}下的单，承诺{d2}到，今天查[说是漏单|还没装车]，[家里什么都备好了就差它|一家人都等着用]。',
    ],
    want: ['要求[今天|明天上午]必须送到', '送不到就退款', '要求给个准确时间并赔偿'],
    check: ['请查订单{order}当前位置和滞留原因，[两小时内|今日内]联系客户约定送达时间。', '客户催{kind}配送，请核实是否漏装车，加急处理。'],
    found: {
      substantiated: [
        '核实{kind}在{city}中转仓[滞留|漏扫描]{days}天，已专车配送，{now}签收。',
        '因[大促爆仓|干线延误]超出承诺时效，已安排加急并送达。',
      ],
      partly: ['发货按时，末端配送因[小区限行|客户改约]顺延一天，未及时告知属实。'],
      unsubstantiated: ['页面承诺时间为{days}日内，未超时；客户误看他人物流单号。'],
    },
    told: {
      substantiated: ['您的{kind}在中转仓耽搁了，超出了我们承诺的时间，已加急送达', '因中转环节疏漏配送晚了，现已专车送到'],
      partly: ['货按时发出，末端改约没有及时告诉您，是我们疏忽'],
      unsubstantiated: ['订单仍在承诺时间之内，我们也已帮您加急，送货前会电话联系'],
    },
    causes: [
      { code: 'supplier', text: '承运商中转仓漏扫；已扣罚并启用滞留预警' },
      { code: 'procedure', text: '大促运力预估不足；已签备用承运商' },
      { code: 'information', text: '库存数据不准导致超卖；已调整安全库存' },
    ],
    remedies: [
      { kind: 'compensation', yuan: [30, 200], text: '配送超时补偿', promise: '按超时天数补偿您{yuan}元' },
      { kind: 'discount', yuan: [50, 150], text: '赠送购物券', promise: '赠送您{yuan}元购物券' },
    ],
  },
  {
    name: 'damage',
    category: 'delivery.damage',
    node: '末端配送',
    weight: 3,
    kinds: goods,
    lead: 'logistics',
    subject: ['{kind}送到就是坏的', '运输把{kind}磕坏了'],
    core: [
      '{d1}送来的{product}外箱[烂了一个角|被雨淋透]，配送员让先签字再拆，拆开[玻璃门碎了|压缩机都歪了|面板裂成蜘蛛网]，[现在说签收了就不管|让{i}自己联系厂家]。',
      '{kind}搬上楼时[从推车上摔下来|撞到墙上]，配送员当场承认了，事后[承运公司不认账|网点说要等鉴定]，拖了{days}天。',
    ],
    want: ['要求换新机', '要求全额赔偿', '要求查监控给结果'],
    check: ['请核对订单{order}装车、签收照片和现场录像，确定货损环节，先行给客户处理方案。'],
    found: {
      substantiated: ['核对装车照片完好、签收时外箱破损，判定为运输货损，客户无责，已安排换新。'],
      unsubstantiated: ['签收照片显示外箱完好，损伤为客户自行搬运造成，已解释。'],
      unverifiable: ['无装车与签收照片，无法判定货损环节，按一半责任处理。'],
    },
    told: {
      substantiated: ['核实{kind}是运输途中损坏的，与您无关，责任由我们承担'],
      unsubstantiated: ['签收照片显示交付时外箱完好，我们愿意按成本价为您维修'],
      unverifiable: ['暂时无法判定是哪个环节损坏的，我们愿与您共同分担'],
    },
    causes: [
      { code: 'supplier', text: '承运商野蛮装卸；已扣款并要求整改' },
      { code: 'product', text: '包装缓冲不足；已加厚角部泡沫' },
      { code: 'people.process', text: '未先验货后签字；已重申开箱验货流程' },
    ],
    remedies: [
      { kind: 'replacement', yuan: [0, 0], text: '货损换新', promise: '新机三日内送到' },
      { kind: 'compensation', yuan: [50, 300], text: '货损补偿', promise: '另补偿{yuan}元' },
    ],
  },
  {
    name: 'lost',
    category: 'delivery.damage',
    node: '末端配送',
    weight: 1.1,
    kinds: goods,
    lead: 'logistics',
    subject: ['包裹丢失', '显示签收却没收到{kind}', '{kind}送丢了'],
    core: [
      '订单{order}的{kind}显示签收，可[家里根本没收到|门卫也没见过]，配送员说[放楼道了|记不清了]，{amount}元的东西说丢就丢？',
      '{d1}物流说{kind}已送达，[家里一整天有人|监控里没有人来过]，打给配送站[让{i}自己找|说系统显示签了就是签了]，订单{order}。',
    ],
    want: ['要求查监控给结果', '要求重新发货', '要求全额退款{amount}元'],
    check: ['请核对订单{order}签收照片与现场监控，两日内找回或赔付。'],
    found: {
      substantiated: ['监控显示配送员错放至邻栋，{kind}已[追回重送|遗失]，承运商担责。'],
      unsubstantiated: ['签收照片与家人核对，{kind}由[亲属|物业]代收，已找到。'],
    },
    told: {
      substantiated: ['核实是配送员放错了地方，责任在我们'],
      unsubstantiated: ['核对签收照片，{kind}由[家人|物业]代收，您已确认找到'],
    },
    causes: [
      { code: 'people.process', text: '未当面签收；已启用签收码' },
      { code: 'supplier', text: '承运商代签；已扣款整改' },
    ],
    remedies: [
      { kind: 'refund', yuan: 'price', text: '货物遗失，全额退款', promise: '全额退款{yuan}元' },
      { kind: 'replacement', yuan: [0, 0], text: '重新发货', promise: '已为您重新发货，三日内送到' },
    ],
  },
  {
    name: 'wrongItem',
    category: 'delivery.wrongItem',
    node: '仓库拣配',
    weight: 2,
    kinds: goods,
    lead: 'logistics',
    subject: ['发错货', '{kind}少配件', '送来的型号不对'],
    core: [
      '{bought}下单的是{product}，{d1}送来的[颜色不对|是另一个型号|能效等级低一档]，配送员说[单子上就是这样|先收下再换]。',
      '{product}拆箱[少了支架|没有遥控器|缺进水管|说明书和保修卡都没有]，[师傅来了也装不了|问了{days}天没人补寄]，订单{order}。',
      '买一台{kind}送[挂烫机|空气炸锅]，活动写得明明白白，收货时赠品没有，客服说[分开发|送完了]。',
    ],
    want: ['要求马上补发', '要求换对的型号', '要求补偿时间损失'],
    check: ['请核对订单{order}拣货记录，确认错漏发并当日补发。'],
    found: {
      substantiated: ['核对出库称重记录，[拣错货位|漏放配件包]属实，已当日补发，单号告知客户。'],
      partly: ['主件无误，赠品按规则单独发货，页面未注明，客户误解有因。'],
      unsubstantiated: ['开箱录像显示配件在泡沫夹层内，已指引客户找到。'],
    },
    told: {
      substantiated: ['核实是仓库拣货出错，正确的货品已加急补发'],
      partly: ['赠品是单独寄出的，页面没有写清楚，让您误会了'],
      unsubstantiated: ['配件放在泡沫夹层中，同事已视频协助您找到'],
    },
    causes: [
      { code: 'people.process', text: '拣货未扫码复核；已启用称重校验' },
      { code: 'system', text: '套餐编码与仓库不同步；已修正' },
    ],
    remedies: [
      { kind: 'compensation', yuan: [20, 120], text: '错漏发补偿', promise: '补偿您{yuan}元' },
      { kind: 'replacement', yuan: [0, 0], text: '补发正确货品', promise: '正确货品两日内送到' },
    ],
  },
  {
    name: 'installation',
    category: 'delivery.installation',
    node: '上门安装',
    weight: 7,
    kinds: ['空调', '热水器', '洗衣机', '冰箱'],
    lead: 'installer',
    helper: {
      unit: 'installation',
      ask: ['请对安装质量做现场复核并给出整改意见', '请核定安装收费标准和返工责任'],
      done: ['已复核，管路和支架不符合规范，要求返工', '已核定，安装工艺合格，建议加装检修口'],
    },
    subject: ['{kind}安装迟到', '{kind}装得乱七八糟', '安装师傅把墙打坏了'],
    core: [
      '约好{d1}{t1}装{kind}，{i}[请假在家|推掉所有事]等，[等了三个多小时|一直等到天黑]没人来，电话[打不通|说在别家走不开]。',
      '{d1}{tech}来装{product}，[墙孔打歪了{times}公分|把瓷砖打裂了两块|支架只用了两颗螺丝]，[打扫都不打扫就走|说这是正常的]。',
      '{home}{kind}装完[排水管往屋里倒流|外机晃得厉害|插座都没接好]，{d2}让师傅返工，说[要另外收费|没时间]。',
      '{kind}送到{days}天了还没装，安装说[要等排期|送货没同步]，送货说不归他们管，机器堆在客厅[路都走不了|孩子差点绊倒]。',
    ],
    want: ['要求今天之内装好', '要求[返工并赔偿墙面|恢复原样]', '要求换一个师傅'],
    check: [
      '请联系{tech}核实{kind}安装情况，[今日|24小时内]完成安装或返工，拍完工照。',
      '客户反映安装质量问题，请上门复检管路、支架和墙面。',
    ],
    found: {
      substantiated: [
        '核实{tech}[迟到两小时且未提前告知|打孔定位失误损坏墙面]属实，已重新安装并修复。',
        '复检安装不规范：[支架螺栓缺失|排水坡度不足]，已返工，客户验收签字。',
      ],
      partly: ['迟到属实，因前一户高空作业延时；安装质量复检合格。'],
      unsubstantiated: ['现场核查安装符合规范，墙面裂纹为原有，安装前照片可证。'],
    },
    told: {
      substantiated: ['核实师傅确实[没有按时到|安装不规范]，现已重新安装调试好', '安装问题属实，我们已返工并修复墙面'],
      partly: ['师傅迟到是事实，没有提前告知您很不应该；安装质量复检合格'],
      unsubstantiated: ['现场复检安装符合规范，墙面裂纹在安装前的照片中已存在'],
    },
    causes: [
      { code: 'people.process', text: '派工未确认到位时间；已要求提前一小时电话确认' },
      { code: 'people.skill', text: '新师傅打孔定位不熟；已安排跟岗' },
      { code: 'supplier', text: '合作方旺季人手不足；已调配支援队' },
    ],
    remedies: [
      { kind: 'compensation', yuan: [50, 400], text: '安装延误与墙面修复补偿', promise: '墙面修复与误工共补偿{yuan}元' },
      { kind: 'repair', yuan: [0, 0], text: '免费返工并延长安装保修', promise: '免费返工，安装保修延长一年' },
      { kind: 'discount', yuan: [30, 120], text: '减免安装辅材费', promise: '减免辅材费{yuan}元' },
    ],
  },
]

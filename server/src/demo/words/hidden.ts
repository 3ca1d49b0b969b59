import type { Matter } from './matter.ts'

/** Two matters that grow quietly, for warnings to find. */
export const fridgeNoise: Matter = {
  name: 'fridgeNoise',
  category: 'quality.fault',
  node: '产品使用',
  weight: 0,
  kinds: ['冰箱'],
  lead: 'branch',
  helper: {
    unit: 'quality',
    ask: ['异响件请寄总部做失效分析', '请判断异响来源并给出临时处理办法'],
    done: ['压缩机减振垫硬度偏高，正在追溯供应商批次', '已录音频谱，200Hz附近有明显峰值，待拆解'],
  },
  subject: ['冰箱异响', '十字门冰箱夜里嗡嗡响', '冰箱声音大得睡不着', '新冰箱有怪声'],
  core: [
    '{bought}买的{product}，{d1}起[半夜嗡嗡响|每隔十几分钟哐当一声|像拖拉机一样突突响]，[隔着卧室门都听得见|一家人整夜睡不好]，刚买时没有这声音。',
    '{product}背后[压缩机位置|底部]一直[嗡嗡共振|咔哒作响]，[垫了纸板也没用|调平了还是响]，{i}用手机测有[五十多|六十]分贝，宣传是36分贝。',
    '新买的十字门冰箱，才{days}周就[异响不断|启动时猛地一抖再嗡嗡响]，[邻居家同款也这样|小区群里好几户都在说]，是不是这批货有问题？',
    '{home}冰箱（{product}）{d2}开始有异常噪音，{tech}上门[听了一下说正常|只把脚调了调]，晚上更响了，[老人神经衰弱|孩子要中考]受不了。',
  ],
  want: ['要求换机', '要求彻底解决噪音', '要求说明是不是批次问题', '再响就退货'],
  check: ['请上门实测噪音值并录音，检查压缩机减振垫和管路，换件照片随单返回。', '客户反映BCD-520异响，请带分贝仪上门，记录机身编号。'],
  found: {
    substantiated: [
      '实测噪音[46|48|51]分贝，压缩机减振垫偏硬引起共振，已更换减振垫，降至[39|38]分贝。',
      '异响属实，减振垫[变形|硬化]，更换后好转，机身编号已上报。',
    ],
    partly: ['噪音略高于标称，调平与隔振后下降，客户表示再观察。'],
    unsubstantiated: ['实测37分贝，符合标准，地面不平引起共振，已调平。'],
  },
  told: {
    substantiated: ['检测确认是压缩机减振垫引起的共振，已更换，噪音已降到标准以内'],
    partly: ['噪音略偏高，我们已调平并加装隔振垫，会继续跟踪'],
    unsubstantiated: ['实测噪音符合标准，师傅已重新调平，减少了共振'],
  },
  causes: [
    { code: 'supplier', text: '压缩机减振垫硬度超差，疑为供应商换料；待批次追溯' },
    { code: 'product', text: '减振垫与底板配合间隙偏小引起共振' },
  ],
  remedies: [
    { kind: 'repair', yuan: [0, 0], text: '免费更换减振垫', promise: '本次免费更换减振组件' },
    { kind: 'replacement', yuan: [0, 0], text: '客户坚持换机，经协商更换新机', promise: '我们为您更换新机' },
    { kind: 'compensation', yuan: [100, 300], text: '噪音困扰补偿', promise: '补偿您{yuan}元' },
  ],
}

export const installationDelay: Matter = {
  name: 'installationDelay',
  category: 'delivery.installation',
  node: '上门安装',
  weight: 0,
  kinds: ['空调', '热水器', '洗衣机', '冰箱'],
  lead: 'suda',
  helper: {
    unit: 'installation',
    ask: ['请核实速达在{city}的在岗师傅数，必要时派支援队', '请评估交接期未清安装单'],
    done: ['速达{city}仅{days}名师傅在岗，已派支援队两人', '交接清单漏转{times}单，已补派'],
  },
  subject: ['{kind}等安装等了{days}天', '预约安装一改再改', '换了安装公司没人来装', '安装迟迟不上门'],
  core: [
    '{kind}{d3}就送到了，安装约了{times}次都[被取消|没人来]，[说换了安装公司单子要重排|新来的师傅说没收到单]，{days}天了还在纸箱里。',
    '以前装机第二天就来，这次{product}等了{days}天，打安装公司电话[永远占线|说人手不够]，打热线让{i}等通知。',
    '预约{d1}{t1}装{kind}，[当天早上|出发前]又短信改到下周，[连个道歉都没有|已经是第{nth}次改期]，{i}哪有那么多假可请。',
    '{city}{estate}这边{kind}安装一直排不上，[物业装修有时间限制|租客等着入住]，安装队说[{city}就两个师傅|单子积了上百个]。',
  ],
  want: ['要求{d0}之前必须装好', '要求换安装公司', '装不了就退货退款', '要求赔偿误工'],
  check: ['请速达当日联系客户确认安装时间，超过24小时未装的由安装部支援。', '客户{kind}待装{days}天，请说明未派工原因。'],
  found: {
    substantiated: [
      '核实安装单在承接方更换时[漏转|积压]，延误{days}天属实，{now}已完成安装。',
      '速达{city}人手不足，多次改约属实，由支援队{now}安装完毕。',
    ],
    partly: ['首次改约因客户地面未完工，后两次为我方排期问题。'],
  },
  told: {
    substantiated: ['安装方更换期间单子积压，让您多等了{days}天，现已安装完成', '安装师傅不足造成多次改约，支援队已为您装好'],
    partly: ['其中两次改约是我们排期的问题，现已装好'],
  },
  causes: [
    { code: 'supplier', text: '更换安装合作方后人手不足、单据漏转' },
    { code: 'procedure', text: '合作方更换缺少在途工单交接清单' },
  ],
  remedies: [
    { kind: 'compensation', yuan: [50, 200], text: '安装延误补偿', promise: '按延误天数补偿您{yuan}元' },
    { kind: 'discount', yuan: [30, 100], text: '减免安装费', promise: '减免安装费{yuan}元' },
  ],
}

/** One evening a whole estate learns what the fitting of its heaters costs: a major case with its parts, long settled. */
export const estateMatter: Matter = {
  name: 'estate',
  category: 'price.overcharge',
  node: '团购安装',
  weight: 0,
  kinds: ['热水器'],
  lead: 'legal',
  grave: true,
  helper: { unit: 'finance', ask: ['请汇总{estate}团购各户实收烟管费'], done: ['已汇总，{times}栋共十余户超收，明细附后'] },
  subject: ['{estate}团购热水器集体投诉', '{estate}业主反映烟管费乱收', '团购热水器每户多收{amount}元'],
  core: [
    '{estate}业主群统一团购{product}，说好包安装，{d1}装完每户又收[烟管加长费|打孔费|燃气改管费]{amount}元，[群里十几户都一样|不交就不通气]。',
    '{i}是{estate}业主，团购价里写明含安装，{tech}{d1}上门又要{amount}元，[收据都不给|隔壁单元收的还不一样]，业主们准备[集体投诉|找电视台]。',
    '{estate}的热水器团购，{d2}交的全款，{d1}安装再收{amount}元，[邻居们都在群里骂|物业也说没这项收费]，{i}不能当冤大头。',
  ],
  want: ['要求每户退还{amount}元', '要求给全体业主一个说法', '要求公开收费依据'],
  check: ['涉{estate}群体投诉，请统一口径、逐户核对收费并制定退费方案。'],
  found: { substantiated: ['核实合作队伍在团购价外另收费用，{estate}涉及十余户，逐户退还并公示。'] },
  told: { substantiated: ['核实团购价已含安装，另收的费用不合规，逐户全额退还，并已在小区公示'] },
  causes: [{ code: 'supplier', text: '团购安装外包给未签约队伍，价外收费；已终止合作' }],
  remedies: [{ kind: 'refund', yuan: 'amount', text: '团购价外收费全额退还', promise: '{yuan}元已退还' }],
}

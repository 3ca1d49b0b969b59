import { goods } from '../company/products.ts'
import type { Matter } from './matter.ts'

/** 产品质量 */
export const qualityMatters: readonly Matter[] = [
  {
    name: 'fault',
    category: 'quality.fault',
    node: '产品使用',
    weight: 19,
    kinds: goods,
    lead: 'branch',
    helper: {
      unit: 'quality',
      ask: ['请判断{fault}是否批次问题并反馈意见', '请核对该机生产批次，说明同批次有无类似故障', '请对换下的故障件做失效分析'],
      done: [
        '已核对批次记录，同批次暂无集中故障，按个案处理',
        '故障件已分析，属零件个体失效，已记入零件台账',
        '批次抽检合格，建议按三包政策处理',
      ],
    },
    subject: ['{kind}{d1}起出现故障', '{kind}买来[没多久|不到半年]就坏了', '{kind}故障影响使用', '{product}质量问题'],
    core: [
      '{i}{bought}在{store}买的{product}，[用了不到{days}个月|装好才{days}周|一直好好用着]，{d1}[开始|突然]{symptom}，[试了重启也不行|说明书上的办法都试过了|没有摔过也没有改装过]。',
      '{product}，{bought}{store}下单，订单号{order}。{d1}{t1}[发现|起]{symptom}，[一家老小都受影响|家里有老人孩子，实在不方便]。',
      '{home}的{kind}（{product}）{symptom}，[这是第{nth}次了|以前从没遇到过]，{d2}报修后说三天内上门，到现在[没人联系|连个电话都没有]。',
      '{bought}刚换的新{kind}，{d1}就{symptom}。[邻居同一批买的也有这毛病|网上一查不止{i}一家这样]，{i}怀疑是[批次|设计]问题。',
      '反映{kind}质量：{symptom}。机器{bought}买的，[还在保修期内|才过几个月]，[维修师傅|{tech}]{d2}看过说[要换件|没问题再观察]，结果{d1}又犯。',
    ],
    want: ['要求[换一台新的|尽快修好]', '希望[派个懂行的师傅|今天就]上门看看', '要求给出[故障原因和|书面]检测结论', '不想再修了，要求退货'],
    check: [
      '请上门检测{product}“{symptom}”的问题，确认原因和三包责任，[当场能修的当场修好|需换件的说明到货时间]。',
      '客户反映{symptom}，请安排[资深|持证]师傅带[常用件|仪表]上门，检测照片随单返回。',
    ],
    found: {
      substantiated: [
        '{now}{tech}上门检测，确认{symptom}属实，原因为{fault}。已{fix}，试机[半小时|两小时]正常，客户签字确认。',
        '经检测故障属实：{fault}。[因常用件缺货，{now}到货后|当天]已{fix}，运行数据正常。',
      ],
      partly: ['上门检测，{fault}属实，但与[环境电压偏低|安装位置过窄]也有关系。已{fix}，并向客户说明使用条件。'],
      unsubstantiated: [
        '上门检测各项参数在标准范围内，未复现“{symptom}”，已[做清洁保养|讲解使用方法]，客户在场确认。',
        '检测机器正常，系客户[模式设置|使用方法]不当所致，已现场演示。',
      ],
      unverifiable: ['两次上门试机均未复现“{symptom}”，已加装[记录仪|数据采集器]观察{days}天，暂无法判定。'],
    },
    told: {
      substantiated: [
        '{kind}出现“{symptom}”确实是我们的产品问题，原因是{fault}，师傅已{fix}',
        '检测确认是{fault}造成的，现已{fix}，给您添麻烦了',
      ],
      partly: ['检测发现{fault}，同时使用环境也有影响，我们已{fix}，并调整了使用条件'],
      unsubstantiated: ['师傅检测{kind}各项数据正常，您反映的现象与设置有关，使用要点已当面演示'],
      unverifiable: ['两次上门都没有复现故障，我们已安排数据观察，一有异常会马上处理'],
    },
    causes: [
      { code: 'product', text: '零件个体失效：{fault}；已反馈供应商改进并加严来料检验' },
      { code: 'supplier', text: '供应商来料不良：{fault}；已发质量整改通知' },
      { code: 'people.skill', text: '首次上门未查出{fault}，维修技能不足导致二次上门；已安排复训' },
    ],
    remedies: [
      { kind: 'replacement', yuan: [0, 0], text: '符合换机条件，同意更换同型号{kind}', promise: '我们将为您更换一台同型号新机' },
      { kind: 'compensation', yuan: [50, 400], text: '因{kind}故障给客户造成不便，给予补偿', promise: '另补偿您{yuan}元' },
      { kind: 'refund', yuan: 'price', text: '客户不愿再修，经协商同意退货退款', promise: '为您办理退货，退款{yuan}元原路返回' },
      { kind: 'repair', yuan: [0, 0], text: '免费维修并延长保修六个月', promise: '本次免费维修，保修期再延长六个月' },
    ],
  },
  {
    name: 'appearance',
    category: 'quality.appearance',
    node: '开箱验收',
    weight: 3,
    kinds: goods,
    lead: 'branch',
    subject: ['新{kind}外观有瑕疵', '{kind}面板[划伤|掉漆]', '收到的{kind}[像二手|有使用痕迹]'],
    core: [
      '{d1}收到{product}，拆开一看[面板上一道十几厘米的划痕|侧板凹进去一块|门把手掉漆|机身有胶印和指纹]，[根本不像新机|明显是返修过的]。',
      '{bought}在{store}买的{kind}，{d1}安装时[师傅也说|才发现][外壳有裂纹|玻璃面板有气泡|底座生锈]，[箱子却是完好的|拍了照片]。',
      '{product}外观问题：[右侧板鼓包|面板色差很大|边角开裂]，订单{order}，{d2}联系客服，说[不影响使用就不换|要厂家鉴定]。',
    ],
    want: ['要求换一台全新的', '[补点钱也行，但|]要给个说法', '希望按新机标准处理'],
    check: [
      '请上门[拍照|鉴定]{kind}外观，判断是出厂、运输还是安装造成，[三天内|]给出处理意见。',
      '客户称新机外观有瑕疵，请核对出库记录和签收照片。',
    ],
    found: {
      substantiated: ['现场鉴定瑕疵属实，位于[侧板|面板]，判定为[出厂漏检|搬运磕碰]，客户无责。'],
      partly: ['瑕疵属实但轻微，不影响使用，无法判定形成环节。'],
      unsubstantiated: ['鉴定为贴膜残胶，去除后外观完好，客户现场认可。'],
    },
    told: {
      substantiated: ['鉴定确认{kind}外观瑕疵不是您造成的，是我们出厂把关不严'],
      partly: ['鉴定确认瑕疵存在但较轻微，不影响性能，我们愿意承担责任'],
      unsubstantiated: ['师傅到场清理后确认是贴膜残胶，机身完好'],
    },
    causes: [
      { code: 'product', text: '终检外观项目漏检；已增加侧光检查工位' },
      { code: 'supplier', text: '干线搬运磕碰；已要求承运商更换夹具' },
    ],
    remedies: [
      { kind: 'discount', yuan: [80, 300], text: '外观瑕疵，客户同意折价留用', promise: '为您折价退还{yuan}元' },
      { kind: 'replacement', yuan: [0, 0], text: '外观瑕疵，更换全新机', promise: '我们为您更换全新未拆封的机器' },
    ],
  },
  {
    name: 'safety',
    category: 'quality.safety',
    node: '产品使用',
    weight: 2.4,
    kinds: ['热水器', '空调', '洗衣机'],
    lead: 'quality',
    grave: true,
    helper: {
      unit: 'legal',
      ask: ['涉及人身安全，请评估责任和沟通口径', '请就客户的赔偿主张给出法律意见'],
      done: ['已评估，建议先行关怀并封存机器送第三方检测', '法律意见已出：责任未明前不作承诺，先行垫付就医费用'],
    },
    subject: ['{kind}漏电[电到人|]', '{kind}冒烟有焦味', '{kind}安全隐患要求立即处理'],
    core: [
      '{d1}{t1}{product}[突然冒烟|插座处打火花|外壳带电，手一碰就麻]，[吓得全家跑出来|赶紧拉了总闸]，机器{bought}才买的！',
      '{home}{kind}漏电，{d1}[老人|孩子|爱人]碰到[水管|外壳]被电了一下，[手臂发麻|去医院做了检查]，幸亏没出大事。',
      '{product}使用中[有焦糊味|电源线发烫变软|里面噼啪作响]，{d2}报修的师傅[来看了一眼就走了|说没事继续用]，{i}不敢再用了。',
    ],
    want: ['要求立即[派人检测|停用换机]，并承担[检查费|全部损失]', '这是要出人命的，必须有人负责', '要求出具第三方检测报告'],
    check: [
      '涉及人身安全，请[两小时内|立即]联系客户停用断电，当日上门检测并封存证据，按安全事件流程上报。',
      '请核实{kind}漏电/冒烟情况，测绝缘和接地，拍照留证。',
    ],
    found: {
      substantiated: ['检测确认[绝缘电阻低于标准|内部线束磨损打火]，属产品安全缺陷，已断电封存并更换整机。'],
      partly: ['机器有轻微泄漏电流，同时客户家插座无接地，两方面共同造成。'],
      unsubstantiated: ['检测绝缘、泄漏电流合格，系客户家[插座接地不良|自行改线]造成，已书面提示。'],
    },
    told: {
      substantiated: ['检测确认是产品内部[线束|绝缘]问题，机器已停用封存并换机，这是我们的责任'],
      partly: ['检测发现机器和家中插座接地都有问题，机器我们负责，插座也请尽快整改'],
      unsubstantiated: ['检测{kind}电气安全项目合格，隐患来自插座接地，我们已提供整改建议'],
    },
    causes: [
      { code: 'product', text: '线束走位与边角干涉，绝缘层磨损；已启动工程变更' },
      { code: 'environment', text: '用户家无有效接地；安装前检查表增加接地必检项' },
      { code: 'people.process', text: '安装未做接地测试；已对安装单位考核' },
    ],
    remedies: [
      { kind: 'compensation', yuan: [300, 3000], text: '安全事件关怀与就医费用补偿', promise: '检查费用和关怀金共{yuan}元由我们承担' },
      { kind: 'refund', yuan: 'price', text: '安全隐患，退机退款', promise: '已为您退机退款{yuan}元' },
    ],
  },
  {
    name: 'misdescribed',
    category: 'quality.misdescribed',
    node: '商品详情',
    weight: 2.6,
    kinds: goods,
    lead: 'marketing',
    subject: ['{kind}与宣传不符', '{kind}实际[能效|容量|噪音]和页面写的不一样', '货不对板'],
    core: [
      '{store}页面写着[一级能效|静音25分贝|净味除菌]，{bought}买回来{product}，[铭牌上是三级能效|晚上声音大得睡不着|根本没有这个功能]。',
      '{i}在{store}问得清清楚楚说{kind}[能嵌入|能连手机|能装下冬被]，到货一试[根本不行|完全两码事]，订单{order}。',
      '{product}的实际[尺寸|容积|功率]和详情页[差了一大截|对不上]，{d1}找客服，回复[以实物为准|页面仅供参考]，哪有这种道理。',
    ],
    want: ['要求退一赔三', '要求退货并承担运费', '要求更改页面并给说法'],
    check: ['请核对{product}详情页历史版本与铭牌参数，说明是否存在不一致。', '请调取{store}客服聊天记录，核实承诺内容。'],
    found: {
      substantiated: ['核对{d1}前后页面，参数确有误写，系[上架复制旧款|美工制图]错误，已下架更正。'],
      partly: ['页面参数无误，但客服回复表述不清，易造成误解。'],
      unsubstantiated: ['页面、铭牌、检测报告三者一致，客户混淆了两个型号。'],
    },
    told: {
      substantiated: ['核实页面参数确实写错了，现已更正，责任在我们'],
      partly: ['页面参数没有问题，但当时客服说得不够清楚，让您误会了'],
      unsubstantiated: ['核对页面、铭牌和检测报告一致，您看到的参数属于另一款型号，对比表已发给您'],
    },
    causes: [
      { code: 'information', text: '详情页参数沿用旧款未复核；已增加上架双人复核' },
      { code: 'people.skill', text: '客服产品知识不足、承诺过头；已更新问答口径' },
    ],
    remedies: [
      { kind: 'refund', yuan: 'price', text: '页面误写，同意退货退款', promise: '为您办理退货退款{yuan}元，运费由我们承担' },
      { kind: 'compensation', yuan: [100, 500], text: '表述不清给予补偿', promise: '补偿您{yuan}元' },
    ],
  },
  {
    name: 'counterfeit',
    category: 'quality.counterfeit',
    node: '购买渠道',
    weight: 0.6,
    kinds: ['冰箱', '热水器', '空调'],
    lead: 'legal',
    subject: ['怀疑买到假的{kind}', '{kind}官网查不到序列号'],
    core: [
      '{bought}在[一家网店|熟人介绍的店]买的{product}，{d1}报修时师傅说[序列号查不到|不是正品]，[包装防伪码也扫不出来|铭牌贴纸都是歪的]。',
      '{i}买的{kind}机身编码和{you}系统对不上，{d1}问了[两次|三次]客服，一会说是真的一会说查不到，到底是不是假货？',
    ],
    want: ['要求鉴定真伪', '是假货就要帮{i}维权'],
    check: ['请核对机身编码与出厂档案，必要时到场鉴定，涉嫌假冒的收集证据。'],
    found: {
      substantiated: ['鉴定为假冒品，非我司生产，已取证并向平台投诉下架。'],
      unsubstantiated: ['编码为正品，系统档案录入延迟导致查询不到，已补录。'],
    },
    told: {
      substantiated: ['鉴定确认不是我司产品，鉴定书已开给您，我们会协助您向平台维权'],
      unsubstantiated: ['您的{kind}是正品，此前查不到是我们档案录入慢了，现已能查到'],
    },
    causes: [
      { code: 'environment', text: '市场假冒产品；已联合平台巡查' },
      { code: 'system', text: '出厂档案同步延迟；已改为当日同步' },
    ],
    remedies: [{ kind: 'apology', yuan: [0, 0], text: '档案延迟致客户误会，书面致歉', promise: '给您带来的困扰我们郑重道歉' }],
  },
]

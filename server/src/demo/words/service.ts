import { goods } from '../company/products.ts'
import type { Matter } from './matter.ts'

/** 服务态度 */
export const serviceMatters: readonly Matter[] = [
  {
    name: 'indifference',
    category: 'service.indifference',
    node: '上门服务',
    weight: 4,
    kinds: goods,
    lead: 'branch',
    subject: ['{kind}报修被推来推去', '客服和师傅互相推诿', '{kind}问题没人管'],
    core: [
      '{home}{kind}{d2}报修，客服让找网点，网点让找厂家，厂家又让打热线，[打了一圈电话|来回{times}次]回到原点，[没有一个人肯负责|都说不归自己管]。',
      '{d1}{tech}上门看{kind}，[进门不到五分钟|工具都没打开]就说修不了，问原因只回一句[你自己打客服|这个我不管]，[鞋套都不穿|转身就走]。',
      '为了{product}的事{i}联系了{times}次，每次都是[记录一下|帮您催]，[再没下文|换个人又从头说一遍]，{days}天过去毫无进展。',
      '在线客服[半天不回|答非所问]，{i}把{kind}的照片视频都发了，对方[一句“已反馈”就结束会话|直接转接到没人的队列]。',
    ],
    want: ['要求专人负责到底', '要求[当事人|负责人]给个解释', '别再推了，今天给个准话'],
    check: [
      '请调取{d2}以来的联系记录和{tech}的上门录音，核实是否推诿，并[指定专人|由网点经理]跟到底。',
      '客户反映{kind}问题多次被推，请核实首问责任落实情况。',
    ],
    found: {
      substantiated: ['调听录音，[网点与热线均未按首问负责制处理|{tech}态度生硬、未做检测]，投诉成立，已对当事人[批评教育|扣罚考核]。'],
      partly: ['流程流转有延误属实，{tech}态度方面未发现不当。'],
      unsubstantiated: ['录音显示态度、答复、流程三项均符合要求，客户对[收费标准|等待备件]不满意。'],
      unverifiable: ['上门过程无录音，双方说法不一，无法核实。'],
    },
    told: {
      substantiated: ['经核查录音，我们的人员确实没有尽到首问负责，已严肃处理，并由专人跟进您的{kind}问题'],
      partly: ['处理流转确实耽误了时间，这是我们的问题；师傅的服务过程经核查基本合规'],
      unsubstantiated: ['我们逐条核听了录音，服务过程符合规范，您不满意的主要是等待时间，我们已加急'],
      unverifiable: ['因现场没有录音，暂无法核实当时的对话，我们已为您更换服务人员'],
    },
    causes: [
      { code: 'people.attitude', text: '首问负责意识不足；已组织专题培训并纳入考核' },
      { code: 'procedure', text: '热线与网点职责边界不清；已修订首问责任清单' },
    ],
    remedies: [
      { kind: 'apology', yuan: [0, 0], text: '网点经理上门致歉', promise: '网点经理会当面向您道歉' },
      { kind: 'compensation', yuan: [30, 200], text: '服务补偿', promise: '送您{yuan}元服务券表示歉意' },
    ],
  },
  {
    name: 'language',
    category: 'service.language',
    node: '上门服务',
    weight: 1.6,
    kinds: goods,
    lead: 'branch',
    subject: ['{tech}说话难听', '维修人员骂人', '客服讽刺客户'],
    core: [
      '{d1}{t1}{tech}来[装|修]{kind}，{i}多问了两句，他就[爆粗口|说“爱修不修”|说“买便宜货还这么多要求”]，[邻居都听见了|家里老人气得血压都高了]。',
      '打热线问{kind}的事，接线的[语气很冲|冷笑]，说[“你听不懂中文吗”|“我又不是修理工”]，然后[挂了电话|让{i}自己去网上查]。',
      '安装{kind}时{i}指出[孔打歪了|没清理垃圾]，{tech}当着孩子的面[骂骂咧咧|摔工具]，太没素质了。',
    ],
    want: ['要求当事人道歉', '这种人必须开除', '要求书面处理结果'],
    check: ['请调听录音、约谈{tech}，核实是否有不当言语，两日内反馈。'],
    found: {
      substantiated: ['约谈{tech}，承认言语过激，投诉成立，停岗培训三天并扣罚。'],
      unsubstantiated: ['录音完整，未发现辱骂或讽刺用语，客户对收费有异议。'],
      unverifiable: ['双方各执一词，无第三方佐证，已提醒{tech}注意用语并更换人员。'],
    },
    told: {
      substantiated: ['核实{tech}当天确有不当言语，已停岗培训并处罚，他本人和网点都会向您道歉'],
      unsubstantiated: ['我们完整听取了录音，没有发现辱骂用语，您对收费的疑问已另作解释'],
      unverifiable: ['现场没有旁证，无法还原当时的话，但让您不愉快我们很抱歉，已更换服务人员'],
    },
    causes: [
      { code: 'people.attitude', text: '高温连班情绪失控；已调整班次并做情绪管理辅导' },
      { code: 'people.skill', text: '冲突沟通技巧不足；纳入本季培训' },
    ],
    remedies: [{ kind: 'apology', yuan: [0, 0], text: '当事人及网点负责人道歉', promise: '当事人和网点负责人将向您道歉' }],
  },
  {
    name: 'inaction',
    category: 'service.inaction',
    node: '售后受理',
    weight: 1.5,
    kinds: goods,
    lead: 'branch',
    subject: ['{kind}报修石沉大海', '报修{days}天无人联系', '工单被私自关闭'],
    core: [
      '{d3}就报修了{kind}，[短信说已派单|系统显示处理中]，{days}天了没有任何人打电话，{i}自己打过去才知道[单子被关了|写着“用户已取消”]。',
      '{product}报修单状态显示[已完成|已上门]，可[根本没人来过|{i}全天在家]，这不是弄虚作假吗？',
      '约了{d1}{t1}上门看{kind}，人没来，电话也没有，{i}请假等了一天。问客服只说[再等等|催一下]。',
    ],
    want: ['要求查清是谁关的单', '要求今天必须上门', '要求赔偿误工'],
    check: ['请核查报修单关闭人和原因，联系客户改约，虚假回单按规定处理。'],
    found: {
      substantiated: ['系统日志显示[{tech}未联系客户即点完成|网点为达标提前关单]，投诉成立，已恢复工单当日上门。'],
      unsubstantiated: ['通话记录显示{d2}拨打客户{times}次未接通，按规定挂起，非私自关闭。'],
    },
    told: {
      substantiated: ['核实确实有人没有联系您就关了单，已处罚并重新安排当天上门'],
      unsubstantiated: ['我们查到{d2}曾多次联系您未接通，工单按规定挂起，现已重新约好时间'],
    },
    causes: [
      { code: 'people.process', text: '为考核提前关单；已增加客户短信确认才可关单' },
      { code: 'system', text: '派单短信未送达；已修复通道' },
    ],
    remedies: [
      { kind: 'compensation', yuan: [50, 200], text: '误约补偿', promise: '补偿您误工{yuan}元' },
      { kind: 'apology', yuan: [0, 0], text: '电话致歉', promise: '网点经理已向您致歉' },
    ],
  },
  {
    name: 'brokenPromise',
    category: 'service.brokenPromise',
    node: '客户承诺',
    weight: 3.8,
    kinds: goods,
    lead: 'branch',
    subject: ['答应的{kind}[换机|上门]没兑现', '承诺{days}天解决一拖再拖', '客服承诺不算数'],
    core: [
      '{d3}客服[亲口|在电话里]答应{days}天内给{home}{kind}[换新机|解决|补差价]，[到今天还是没动静|现在又说没有这个政策]，录音{i}有。',
      '{product}的问题，{tech}{d2}说第二天带配件来，[连着放了{times}次鸽子|之后电话就打不通了]。',
      '上次投诉时{you}承诺[送一次清洗|延保一年|补偿{amount}元]，{d1}一查系统里根本没有，[把人当猴耍|一点诚信都没有]。',
      '说好{d1}{t1}前给答复，[从早等到晚|手机一直攥在手里]没等到，打回去换了个人说不知道这事。',
    ],
    want: ['要求兑现承诺', '答应了就要做到，否则[12315见|退货]', '要求书面承诺'],
    check: ['请核实{d3}通话中的承诺内容，能兑现的立即兑现，不能的由主管解释并给替代方案。'],
    found: {
      substantiated: ['录音确认曾作承诺，因[交接遗漏|备件缺货]未兑现，投诉成立，已[当日兑现|落实到人]。'],
      partly: ['承诺为“尽量”，表述含糊，客户理解为确定时间，双方均有偏差。'],
      unsubstantiated: ['录音中未作该项承诺，已向客户复述原话。'],
    },
    told: {
      substantiated: ['核实我们确实答应过您却没有做到，非常抱歉，承诺事项现已落实'],
      partly: ['当时我们说的是尽量安排，没有讲清楚，让您白等了，现已确定时间'],
      unsubstantiated: ['我们复听了录音，当时没有作出这项承诺，原话已读给您听，但仍愿意尽力协助'],
    },
    causes: [
      { code: 'people.process', text: '承诺事项未登记待办，交接遗漏；已上线承诺到期提醒' },
      { code: 'procedure', text: '备件到货时间无法查询，客服只能估计；已开放库存查询' },
    ],
    remedies: [
      { kind: 'compensation', yuan: [50, 300], text: '承诺未兑现补偿', promise: '并补偿您{yuan}元' },
      { kind: 'other', yuan: [0, 0], text: '赠送深度清洗一次', promise: '另送您一次深度清洗服务' },
    ],
  },
]

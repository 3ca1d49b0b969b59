// What staff write while a case is worked on. {call} is the customer, {kind} the appliance, {unit} who has the case.

export const acceptNotes = [
  '已核对订单{order}与购买信息，符合受理范围。',
  '电话核实情况与来文一致，{call}要求{wish}。',
  '历史工单查询：近一年{times}次联系，本次按{kind}问题受理。',
  '已向{call}说明处理流程和时限。',
] as const

/** First contact within a day. */
export const firstContact = [
  '{call}您好，您反映的{kind}问题我们已受理，[由我全程跟进|已转{unit}处理]，[今天|24小时内]会有专人与您联系。',
  '{call}您好，这里是云栖客服，关于订单{order}的问题已登记，[会在三天内|预计两天内]给您答复。',
  '{call}您好，您的诉求已收到，让您[久等|费心]了，我们正在核实{kind}的情况，[有进展马上告诉您|稍后电话联系您]。',
  '{call}，刚才电话里沟通的{kind}事宜已经派出，[如有变化请直接回复本消息|请保持电话畅通]。',
] as const
export const progress = [
  '{call}您好，您反映的{kind}问题有新进展：[相关记录已调取|负责人已过问|方案正在走流程]，预计{d0}有结果。',
  '{call}您好，向您同步：[{unit}正在核查记录|核查安排在明天上午]，请再稍等。',
  '{call}，您发来的[照片|视频|截图]已转给{unit}，谢谢配合。',
] as const
/** The same when a machine is the matter. */
export const progressOfMachine = [
  '{call}您好，{kind}的处理有新进展：[师傅已约好上门|备件已发出|故障件已送检]，预计{d0}有结果。',
  '{call}，{kind}的备件[已到网点|正在路上]，师傅会在{d0}前与您约时间。',
] as const
export const customerSays = [
  '还要多久？已经等了{days}天了。',
  '[照片|视频|截图]发你们了，看清楚{kind}的情况。',
  '{d0}我在家，[上午|下午]都可以来。',
  '昨天说打电话怎么没打？{kind}的事到底谁管？',
  '[好的|知道了]，麻烦快一点，订单{order}。',
  '都{days}天了，{unit}那边怎么说？',
] as const

export const notes = [
  '联系{call}[未接通，已短信告知|约{d0}上午再联系]。',
  '{call}补充：{kind}[购机凭证已上传|现场照片三张]，见附件说明。',
  '已与{unit}确认，[师傅{tech}负责|排期在{d0}]。',
  '[班长提示|质检提醒]：该客户{times}次来电，注意安抚。',
  '{call}[情绪平稳|仍有不满]，主要关注[时间|赔偿|态度]，求[尊重|补偿|发泄]型。',
  '与网点通话，[备件{d0}到货|上门已改约]，已告知客户。',
] as const

export const dispatchLead = [
  '请{unit}主办{call}的{kind}问题：',
  '转{unit}，{call}（订单{order}）：',
  '派{unit}处理，{city}{call}来单：',
  '{unit}请受理{call}投诉：',
  '{call}，{city}{estate}，{kind}：',
  '',
] as const
export const dispatchTail = [
  '客户[急|关注度高]，[当日首联|24小时内首联]。',
  '处理结果请附照片。',
  '答复口径请先与客服中心确认。',
  '{call}方便时间：[上午|下午|全天|周末]。',
  '客户诉求：{wish}。',
  '最晚{d0}返回。',
  '',
] as const

export const transferReasons = [
  '{call}反映的{kind}事项属{unit}职责，转{unit}主办。',
  '核实订单{order}应由{unit}处理，转请办理。',
  '与{unit}沟通后，由{unit}主办更合适（{call}）。',
] as const
export const sendBackReasons = [
  '该单不属本部门职责：订单{order}的[安装|配送|收费]由他方承接，退回重派。',
  '客户诉求为[退款|价保]，我部门无处理权限，请改派。',
  '{kind}型号与系统不符，信息不全，请核实{call}购买信息后再派。',
] as const

/** Why the supervisor says whose it is. */
export const disputeReasons = [
  '经核对职责清单，由{unit}承办，[请今日联系客户|不再退回]。',
  '按首问负责，由{unit}牵头处理，其他部门配合。',
  '已与双方主管沟通，责任在{unit}，请按裁定承办。',
] as const

export const resultLead = [
  '经与{call}核实：',
  '{call}，订单{order}：',
  '{city}{call}处，',
  '联系{call}后，',
  '关于{call}的{kind}：',
  '',
] as const

export const reviewPass = [
  '结果清楚，可答复{call}。',
  '已[复听录音|核对照片|电话核实]，同意按结果答复{call}。',
  '{unit}依据充分，口径一致，[通过|可答复]。',
  '{kind}处理记录完整，[通过|同意答复]。',
  '与{call}通话确认属实，同意。',
] as const
export const reviewRework = [
  '只写“已处理”，未说明{kind}[故障原因|处理过程]，请{unit}补充。',
  '照片与{call}描述不一致，请{unit}重新核实。',
  '未联系{call}确认结果，退回补办。',
  '结论与依据不符，请{unit}说明判断标准。',
  '{call}的诉求“{wish}”没有回应，请补充意见。',
] as const

export const answerOpening = [
  '{call}您好，感谢您的耐心等待。',
  '尊敬的{call}：关于您{dr}反映的{kind}问题，现答复如下：',
  '{call}您好，您反映的情况我们已核查完毕。',
  '{call}您好，让您久等了，先向您道歉。',
  '{call}您好，就订单{order}一事回复您：',
] as const
export const answerEnding = [
  '如还有疑问，请直接回复或拨打服务热线。',
  '我们会在{days}天后回访，确认您用得放心。',
  '感谢您的监督，我们会改进。',
  '再次为带来的不便道歉。',
  '您对处理结果有意见，可以随时提出复核。',
] as const

export const followUpGood = [
  '{call}确认{kind}问题已解决，[对处理满意|感谢跟进|表示认可]。',
  '{call}表示[答复清楚|处理及时|态度很好|比预想的快]，[评价满意|无其他诉求|愿意继续用云栖]。',
  '{now}回访{call}：已解决，[建议今后先报价|希望少打推销电话|觉得处理略慢|认可态度]。',
  '回访{city}{call}，[结果认可|已收到说明|没有其他问题]，[评价{unit}处理及时|建议完善流程|无意见]。',
  '{call}：“[总算弄好了|态度还行|还可以吧|挺好的|就这样吧]。”[不需要再联系。|已感谢客户。|]',
] as const
export const followUpWorks = [
  '{call}称{kind}[这几天都正常|没有再出现同样的毛病]，[谢谢|满意]。',
  '{call}表示{kind}[使用正常|比以前好用]，[评价满意|感谢师傅]。',
  '{now}回访{call}，{kind}试用[一周|几天]正常，[认可维修|无其他诉求]。',
] as const
export const followUpBad = [
  '{call}表示{kind}[问题还在|承诺事项仍未办]，不认可结果。',
  '{call}称答复后[没人再联系|说好的还没办]，要求继续处理{kind}问题。',
  '{now}回访，{call}不接受结论，[要求重新核实|要求书面说明|要求负责人来电]。',
] as const
export const followUpMissed = [
  '{call}电话无人接听，[改日再访|已发短信]。',
  '{call}在开会，约{d0}再回访。',
  '{now}拨打{call}两次，关机，稍后再试。',
  '{call}接通后挂断，[改约{d0}|发短信说明]。',
] as const

export const reminderFromCustomer = [
  '{call}来电催办，问{kind}什么时候处理。',
  '{call}第{nth}次催促，称[约好的时间没人来|一直没回音]。',
  '{call}在线催单，语气[着急|不满]。',
] as const
export const reminderFromStaff = [
  '请{unit}尽快反馈{call}的处理进度。',
  '{call}的{kind}单临近时限，请{unit}今日内返回结果。',
  '{call}已{times}次来电，请{unit}优先处理。',
] as const

export const escalationReasons = [
  '{call}要求[负责人|主管]答复，坐席已无法安抚，申请升级。',
  '涉及[媒体曝光|监管转办|人身安全]，按规定上报。',
  '{unit}超过一天未联系{call}，升级处理。',
  '{call}诉求金额超出权限，矛盾激化，请部门负责人介入。',
] as const
export const supervisionReasons = [
  '{call}反复投诉，请{unit}[今日|两日内]办结并书面说明。',
  '[监管转办|重点客户]，督办组跟踪到底。',
  '升级投诉，要求{unit}负责人亲自处理{kind}问题。',
] as const
/** Why a case waits for something outside, and what is said when it goes on. */
export const suspensions = [
  { why: '{call}出差，约{d0}后再处理。', after: '{call}已返回，{now}继续处理。' },
  { why: '等待{call}提供[购机凭证|付款截图|补充照片]（{order}）。', after: '{call}材料已补齐，恢复计时。' },
  { why: '{call}要求暂缓，{d0}后再联系。', after: '{now}与{call}取得联系，继续处理。' },
] as const
export const suspensionsOfMachine = [
  { why: '{kind}备件缺货，厂家预计{d0}发货，{call}同意等待。', after: '{kind}备件已到，{call}处恢复处理。' },
  { why: '{kind}送第三方检测，{call}的报告预计{d0}出具。', after: '检测报告已出，继续处理{call}的{kind}。' },
] as const
export const extensionReasons = [
  '需等待{unit}二次上门检测，已征得{call}同意延期。',
  '涉及合作方核查，{call}同意延长答复时间。',
  '第三方检测周期较长，申请延期。',
] as const
export const reopenReasons = [
  '{call}{now}来电称{kind}问题又出现，要求重新处理。',
  '{call}表示答应的事项未落实，重开跟进。',
  '办结后{call}再次投诉同一{kind}问题，按规定重开。',
] as const
export const withdrawalReasons = [
  '{call}来电称已自行解决，要求撤诉。',
  '{call}表示误会，主动撤销。',
  '与网点协商一致，{call}撤诉。',
] as const
export const declineReasons = [
  '{call}反映事项已由法院受理，依规不予受理，已说明。',
  '同一事项（{order}）已答复并经复核，无新事实，已告知{call}。',
  '{call}已就订单{order}与销售方达成和解，不再受理，已说明。',
  '超过三年时效，依规不予受理，已向{call}解释并给出其他渠道。',
] as const
export const exemptionReasons = [
  '{call}明确表示不需要回访。',
  '答复时{call}已当场确认满意，免回访。',
  '连续三次未接通，按规定免回访办结。',
] as const
export const closingNotes = [
  '{call}的{kind}问题资料齐全，办结。',
  '{call}认可，办结[归类|归档备查]。',
  '{unit}处理完毕、{call}无异议，办结。',
] as const
export const mergeReasons = [
  '{call}与前单为同一事项（{kind}），并入处理。',
  '{call}就{kind}重复来单，内容一致，合并。',
  '同一客户{call}、同一订单{order}，并单。',
] as const
export const linkReasons = ['同一客户同一问题再次投诉。', '{call}此前工单未根治，关联查看。'] as const
export const revealReasons = ['{now}回拨{call}核实{kind}情况', '{now}安排上门前联系{call}', '{call}要求{now}电话说明'] as const
export const approvalReasons = [
  '同意，请向{call}说明一次性解决。',
  '{unit}结论属实，同意[补偿|该方案]，{call}。',
  '符合规定，同意办理，[当日|三日内]落实（{order}）。',
] as const
export const refusalReasons = ['金额偏高，请按标准重新协商。', '依据不足，不予同意，可改为延保。'] as const
export const excuseReasons = ['主办已查清，无需等待该项反馈。', '客户不再要求，免办。'] as const
export const assignReasons = ['按技能组分派，{call}的{kind}问题。', '原坐席休假，转接跟进{call}。', '{call}熟悉该坐席，转回跟进。'] as const
export const reclassifyReasons = [
  '{kind}问题核实后[定级|调整等级]。',
  '按{call}诉求（{wish}）定级。',
  '{call}{times}次来电，上调关注。',
] as const

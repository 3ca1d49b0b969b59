// How customers begin and end, from calm (stage 1) to having gone outside (stage 5). Source of the stages: rules of the field, §1.

export type Stage = 1 | 2 | 3 | 4 | 5

/** The customer's own words: web, app, WeChat, mail, letters. */
export const ownOpening: Record<Stage, readonly string[]> = {
  1: ['你好，', '您好，反映一个情况：', '', '麻烦帮忙看一下，', '想咨询并反映一下，', '客服你好，'],
  2: ['我就想问一下，', '有几个地方不明白：', '到底怎么回事？', '', '我很纳闷，', '请解释一下，'],
  3: ['太失望了！', '越想越气！', '真的受够了，', '第一次见这样的服务！', '气死我了，', '忍了很久了，'],
  4: ['我要正式投诉！', '投诉！', '别再拿我当傻子，', '我已经没有耐心了，', '今天必须给我说法！'],
  5: ['我已经打了12315，', '平台投诉已经提交，', '曝光！', '已向市场监管反映，', '避雷云栖家电！'],
}
/** What an agent notes while the customer speaks. */
export const notedOpening: Record<Stage, readonly string[]> = {
  1: ['客户来电反映：', '来电咨询并反映，', '客户来电，', '用户来电称：', '接客户来电，'],
  2: ['客户来电质疑：', '客户多次询问，', '客户对处理有疑问，反映', '客户不理解，来电称'],
  3: ['客户情绪较激动，反映：', '客户语气急躁，来电称', '客户抱怨，', '客户再次来电，情绪不满：'],
  4: ['客户强烈不满，要求正式投诉：', '客户拒绝沟通，坚持投诉：', '客户要求主管接听，反映', '客户扬言退货，称'],
  5: ['客户称已向12315投诉：', '客户表示已联系媒体，反映', '客户称已在网上发帖，'],
}
export const referredOpening: readonly string[] = [
  '平台转办：消费者反映，',
  '转来投诉单，消费者称：',
  '据消费者投诉，',
  '群众来电反映，',
  '消费者诉求摘要：',
]

/** What waiting and being passed around adds. */
export const pressure: Record<Stage, readonly string[]> = {
  1: ['', '', '不算很急，但希望处理一下。', '麻烦了。', '辛苦。'],
  2: ['为什么没有人主动联系？', '之前说的和现在说的怎么不一样？', '我问了{times}次，每次答案都不同。', '这到底按哪条规定？', ''],
  3: [
    '打了{times}个电话，{days}天了，还是没人管！',
    '每次都是“已经在催”，催了{days}天！',
    '花钱买气受！',
    '从早等到晚，心态都崩了。',
    '这就是大品牌的服务？',
  ],
  4: [
    '再拖我就去消协、去法院。',
    '{d0}之前不解决，就等着收律师函。',
    '我要求赔偿误工和精神损失。',
    '我不接受任何推脱，要负责人给我回电。',
    '三天内不处理我就找媒体。',
  ],
  5: [
    '朋友圈和小红书我都发了，几百人在看。',
    '12345的单子{d1}已经受理，你们自己看着办。',
    '律师说可以起诉，材料都准备好了。',
    '业主群几十户都在关注这件事。',
    '记者下午就来。',
  ],
}
/** The same as an agent notes it. */
export const notedPressure: Record<Stage, readonly string[]> = {
  1: ['', '客户态度平和。', '客户表示理解，希望尽快处理。', ''],
  2: ['客户对规定不理解，要求解释依据。', '客户表示前后说法不一。', '客户追问{times}次，要求明确答复。', ''],
  3: ['客户表示已等{days}天，情绪激动。', '客户多次打断，反复强调等了太久。', '客户称{times}次来电均无结果，非常生气。'],
  4: ['客户扬言{d0}前不解决将找消协。', '客户要求赔偿并要求负责人回电。', '客户拒绝现有方案，威胁找媒体。', '客户表示将通过法律途径解决。'],
  5: ['客户称已在短视频平台发布视频。', '客户提供了12315受理编号。', '客户称业主群已准备集体投诉。'],
}

export const wantOpening: readonly string[] = ['', '', '诉求：', '{i}的要求很简单：']
export const ownEnding: readonly string[] = [
  '',
  '',
  '',
  '请尽快回复。',
  '谢谢。',
  '等你们回话。',
  '希望重视。',
  '有图有真相。',
  '可以随时联系我。',
  '盼复。',
]
export const notedEnding: readonly string[] = ['', '', '请核实处理。', '请尽快联系客户。', '已安抚，承诺尽快回复。', '请相关部门跟进。']
export const referredEnding: readonly string[] = ['请依法处理并反馈结果。', '请于规定时限内答复消费者并反馈。', '请企业核实后先行和解。']

/** Called again about the same matter. */
export const againOpening: readonly string[] = [
  '{i}{d3}就投诉过这件事，',
  '又来了！{d3}反映的问题到现在没解决，',
  '这是{i}第{nth}次为同一件事投诉，',
  '上次{you}说处理好了，结果{d1}又一样，',
  '前面的工单不知道怎么就没了，{i}再说一遍：',
]

export const remedySought: readonly string[] = [
  '退货退款',
  '更换新机',
  '尽快上门处理',
  '赔偿损失',
  '书面道歉',
  '退还多收费用',
  '给出书面说明',
  '一次性修好',
]

// What leads and quality say to people about their work.

export const sampleComments = [
  '开头复述很完整，客户马上平静下来。',
  '承诺的时间写清楚了，也按时兑现。',
  '记录里缺客户给的期限，后来的同事不知道。',
  '用了“相关部门”“尽快”，客户又追问了两次。',
  '额度内当场结清，省了一次转派。',
  '打断了客户两次，情绪又上来了。',
]

export const coachingWords = {
  BEST: [
    {
      behaviour: '客户第二次说经过时，直接给了退款方案',
      effect: '客户觉得没被听完，又讲了一遍，通话多了七分钟',
      suggestion: '先复述一遍再说方案，用“我听到的是……对不对”',
      together: '周四下午一起听这通录音，各挑一处改说法',
    },
    {
      behaviour: '答复里写了“尽快处理”，没有写时间',
      effect: '客户隔天来电催了两次',
      suggestion: '写明几点前，做不到就写下一次告诉他消息的时间',
      together: '下周抽三份答复一起看',
    },
  ],
  BID: [
    {
      behaviour: '对客户说“这不归我们管”',
      impact: '客户要求升级，并提到要向12315反映',
      desired: '改说“这一段由物流负责，我来联系，六点前回您”',
    },
    { behaviour: '派单时没有写客户给的期限', impact: '承办部门按常规排期，错过了客户的时间', desired: '派单说明第一句写期限' },
  ],
  BIA: [
    {
      behaviour: '客户骂人时没有辩解，等他说完再复述',
      impact: '三分钟后客户主动道歉，当场接受了方案',
      appreciation: '这正是我们想让新同事听的一通，谢谢你',
    },
    { behaviour: '主动回电告诉客户进展，虽然还没有结果', impact: '客户没有再催，回访打了五分', appreciation: '说到做到，大家都看得到' },
  ],
} as const

export const replies = ['明白了，下次先复述再说方案。', '谢谢，我也觉得那句说急了。', '好的，周四一起听。', '收到，答复里会写清时间。']

// 各渠道的客户怎么说: a few conversations a door, as they stand in the demo.

export const chats = {
  waiting: { choice: 'complaint' as const, said: ['你好，热水器装好第二天就漏水，地板都泡了', '我打热线一直排队，能不能先帮我登记？'] },
  live: {
    choice: 'question' as const,
    said: ['我上周买的洗衣机，说好送货上楼，师傅放在一楼就走了', '家里只有老人，搬不上去'],
    ours: ['您好，很抱歉给您添麻烦了，我马上联系配送的师傅，请问订单号方便发一下吗？'],
    last: '订单号 YQ20261118，麻烦今天一定安排',
  },
  complained: {
    choice: 'complaint' as const,
    said: ['空调修了三次还是不制冷，每次上门都收 80 元', '我要求换机，不然我就打 12315'],
    ours: ['非常抱歉，三次都没有修好是我们的责任，我现在就为您登记投诉，由维修部主管跟进。'],
    subject: '空调三次维修仍不制冷，要求换机',
    score: 4,
  },
}

const mailOf = (from: string, messageId: string, subject: string, text: string, dmarc = 'pass') =>
  Buffer.from(
    [
      `Authentication-Results: mx.yunqi.example; dmarc=${dmarc}`,
      `From: ${from}`,
      'To: service@yunqi.example',
      `Message-ID: <${messageId}@example.com>`,
      `Subject: ${subject}`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      text,
      '',
    ].join('\r\n'),
  )

export const mails = {
  first: mailOf(
    '"沈雨晴" <shen.yuqing@example.com>',
    'demo-1',
    '冰箱异响，第二次来信',
    '您好：\r\n冰箱用了两个月，夜里压缩机一直嗡嗡响，全家睡不好。上次来信没有人回复。\r\n请尽快安排上门检测，若是质量问题请换新。\r\n\r\n沈雨晴',
  ),
  ours: '沈女士您好，冰箱异响的事我们已经受理，维修师傅明天上午十点前与您联系。给您带来不便，非常抱歉。',
  reply: (mark: string) =>
    mailOf(
      '"沈雨晴" <shen.yuqing@example.com>',
      'demo-2',
      `Re: 冰箱异响，第二次来信 ${mark}`,
      '谢谢回复。明天上午我要上班，能改到傍晚六点以后吗？\r\n\r\n> 维修师傅明天上午十点前与您联系。',
    ),
  english: mailOf(
    '"Daniel Reed" <daniel.reed@example.com>',
    'demo-3',
    'Charged twice for the same repair',
    'Hello,\r\nI was charged 260 yuan twice for one repair of my washing machine. Please refund one of the payments.\r\nDaniel Reed',
  ),
  spoofed: mailOf('"云栖家电财务部" <finance@yunqi.example>', 'demo-4', '退款账户变更通知', '请各客户将退款账户信息回复至本邮箱。', 'fail'),
}

export const filed = [
  {
    complainant: { name: '顾海燕', phone: '13900002211' },
    category: 'delivery.damage',
    reference: 'YQ20261102-77',
    text: '送来的烤箱外箱完好，打开后玻璃门是碎的，快递员已经走了。我拍了照片，希望换一台新的。',
    remedySought: '换货、给个说法',
    message: '照片已经上传，碎玻璃我先用胶带封住了，家里有小孩，请尽快来取。',
    hasPhoto: true,
  },
  {
    complainant: { email: 'lu.jianing@example.com', name: '陆佳宁' },
    category: 'price.billing',
    text: '发票金额和付款金额差了 199 元，客服说是延保费，可我从来没有买过延保。',
    remedySought: '退款',
    message: null,
    hasPhoto: false,
  },
] as const

export const wecom = ['你们安装师傅昨天没来，也没打电话', '我请了一天假在家等，这个损失谁来承担？']
export const wechat = ['投诉：净水器滤芯换了一周就报警，水有异味', '滤芯型号 RO-400，上周三换的，师傅姓李']
export const sms = '预约的清洗服务来了半小时就说洗完了，油烟机还在滴油，请派人重洗'

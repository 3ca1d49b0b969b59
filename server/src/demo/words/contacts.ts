import type { ContactChannel } from '@zhiwei/contract'

// What customers of the invented company say without complaining. `{p}` is the product.

type Talk = { channel: ContactChannel; turns: readonly (readonly [by: 'customer' | 'staff' | 'bot', text: string])[]; score?: number }

/** Went away angry or let down. */
export const unhappyTalks: readonly Talk[] = [
  {
    channel: 'chat',
    turns: [
      ['bot', '您好，我是小云，请描述您的问题。'],
      ['customer', '我家{p}又坏了，上周刚修过'],
      ['bot', '请问您是要报修还是查询进度？'],
      ['customer', '转人工！每次都是机器人，烦死了'],
      ['staff', '您好，这边帮您登记，师傅三天内联系您。'],
      ['customer', '又是三天，上次也说三天，根本没人来，太让人失望了'],
    ],
  },
  {
    channel: 'hotline',
    turns: [
      ['customer', '喂，我约的今天上午装{p}，现在都下午两点了还没人'],
      ['staff', '您好，我看一下，师傅那边排得比较满。'],
      ['customer', '我专门请了半天假在家等，你们连个电话都不打'],
      ['staff', '实在抱歉，要不给您改到周末？'],
      ['customer', '周末我要上班，你们总这样改来改去，算了，不指望你们了'],
    ],
  },
  {
    channel: 'chat',
    turns: [
      ['customer', '我的{p}退款到底什么时候到？说好七个工作日，今天第十二天了'],
      ['staff', '您好，财务那边正在处理，请耐心等待。'],
      ['customer', '我问了四次了，每次都是耐心等待，你们谁能给句准话？'],
      ['staff', '这边也催过了呢亲。'],
      ['customer', '呵呵，催了等于没催，以后再也不买你们家的东西'],
    ],
  },
  {
    channel: 'hotline',
    turns: [
      ['customer', '你们师傅来修{p}，收了我一百二上门费，五分钟就走了，还说修不了'],
      ['staff', '上门检测费是按标准收的。'],
      ['customer', '没修好也收钱？这不是坑人吗'],
      ['staff', '规定就是这样的，我也没办法。'],
      ['customer', '那我白花一百二？你这态度也太冷漠了，气死我了'],
    ],
  },
  {
    channel: 'wechat',
    turns: [
      ['customer', '在吗？{p}晚上嗡嗡响，孩子都睡不着'],
      ['staff', '您好，运行有声音是正常现象哦。'],
      ['customer', '新机器响成这样叫正常？我录音给你听听'],
      ['staff', '建议您垫一下脚垫试试。'],
      ['customer', '垫过了没用，你们就会敷衍，一点解决问题的意思都没有'],
    ],
  },
  {
    channel: 'chat',
    turns: [
      ['customer', '你们客服上次答应送我一次清洗，现在系统里说没有'],
      ['staff', '您好，没有查到相关记录呢。'],
      ['customer', '聊天记录还在，说话不算数是吗'],
      ['staff', '可能是之前同事表述有误。'],
      ['customer', '推来推去没意思，被你们耍了，真是够了'],
    ],
  },
]

/** Somewhat unhappy, politely. */
export const mildTalks: readonly Talk[] = [
  {
    channel: 'chat',
    turns: [
      ['customer', '{p}的配件还没发货吗，已经一个星期了'],
      ['staff', '您好，仓库缺货，到货后给您寄。'],
      ['customer', '那什么时候到货也不知道是吧，有点无语'],
      ['staff', '是的，请您谅解。'],
      ['customer', '行吧，只能等了，体验不太好'],
    ],
  },
  { channel: 'survey', turns: [['customer', '{p}本身还可以，安装等了两次才来，中间没人通知，挺折腾的']], score: 2 },
  { channel: 'review', turns: [['customer', '{p}用了一个月声音变大，客服回复很慢，问了两天没下文，有点失望']], score: 2 },
  { channel: 'survey', turns: [['customer', '师傅迟到了一个多小时，说话也不太耐烦，下次不一定选你们']], score: 2 },
  { channel: 'review', turns: [['customer', '买{p}送的清洗券一直约不上，每次都说排满了，感觉就是个噱头']], score: 1 },
  { channel: 'social', turns: [['customer', '云栖的{p}修了三回还是老毛病，售后踢皮球，避雷了避雷了']] },
]

/** 冰箱异响: what others complain of, from customers who do not. One each of the last days. */
export const fridgeNoiseTalks: readonly Talk[] = [
  {
    channel: 'chat',
    turns: [
      ['customer', '十字门冰箱夜里嗡嗡响，隔着卧室门都听得见'],
      ['staff', '您好，运行有声音属于正常现象。'],
      ['customer', '刚买时没有这声音，一家人整夜睡不好，你们就会说正常，太让人失望了'],
    ],
  },
  {
    channel: 'review',
    turns: [['customer', '十字门冰箱用了三周就半夜嗡嗡响，压缩机位置一直共振，找客服只会让我等，后悔买了，太失望']],
    score: 1,
  },
  {
    channel: 'hotline',
    turns: [
      ['customer', '新买的十字门冰箱夜里嗡嗡响，邻居家同款也这样'],
      ['staff', '您可以先调平看看。'],
      ['customer', '调平了还是响，垫了纸板也没用，是不是这批货有问题？没人给句准话，气死我了'],
    ],
  },
  {
    channel: 'survey',
    turns: [['customer', '十字门冰箱夜里嗡嗡响，声音大得睡不着，师傅上门听了一下说正常，晚上更响了，再也不会买']],
    score: 1,
  },
  {
    channel: 'wechat',
    turns: [
      ['customer', '在吗？十字门冰箱半夜嗡嗡响，每隔十几分钟哐当一声'],
      ['staff', '建议您垫一下脚垫试试。'],
      ['customer', '垫过了没用，孩子要中考，你们就会敷衍，受够了'],
    ],
  },
  {
    channel: 'chat',
    turns: [
      ['customer', '十字门冰箱夜里嗡嗡响，小区群里好几户都在说'],
      ['staff', '您好，这边帮您登记，三天内回复。'],
      ['customer', '上次也说三天，到现在没人管，再也不信你们了'],
    ],
  },
]

/** Says openly that it is a complaint. */
export const openComplaints: readonly Talk[] = [
  {
    channel: 'chat',
    turns: [
      ['customer', '{p}漏电跳闸，老人差点摔倒，你们还让我等三天？'],
      ['staff', '您好，已为您登记加急。'],
      ['customer', '登记登记，上次就登记了没人来！今天不上门我就打12315投诉你们'],
    ],
  },
  {
    channel: 'social',
    turns: [['customer', '云栖家电{p}卖的时候说五年保修，现在两年就不认账，我已经把聊天记录发给记者了，大家都来看看']],
  },
]

/** Asks, orders, thanks. */
export const ordinaryTalks: readonly Talk[] = [
  {
    channel: 'chat',
    turns: [
      ['customer', '你好，{p}的滤网多久洗一次？'],
      ['staff', '您好，建议一个月清洗一次，用清水冲洗晾干就可以。'],
      ['customer', '好的，谢谢'],
    ],
  },
  {
    channel: 'chat',
    turns: [
      ['bot', '您好，我是小云，请问有什么可以帮您？'],
      ['customer', '想预约周六上门安装{p}'],
      ['staff', '可以的，周六上午九点到十一点方便吗？'],
      ['customer', '方便，麻烦了'],
    ],
  },
  {
    channel: 'hotline',
    turns: [
      ['customer', '我想问一下{p}的保修期是几年'],
      ['staff', '整机三年，主要部件五年。'],
      ['customer', '明白了，谢谢你'],
    ],
  },
  {
    channel: 'wechat',
    turns: [
      ['customer', '电子发票在哪里下载'],
      ['staff', '在公众号“我的订单”里点“开发票”就可以。'],
      ['customer', '找到了，多谢'],
    ],
  },
  {
    channel: 'chat',
    turns: [
      ['customer', '订单能改地址吗，刚下的单'],
      ['staff', '还没有发货，已经帮您改好了。'],
      ['customer', '太好了，谢谢，效率很高'],
    ],
  },
  {
    channel: 'hotline',
    turns: [
      ['customer', '你好，我要续一年{p}的延保'],
      ['staff', '好的，费用是一百二十元，给您发付款链接。'],
      ['customer', '好，收到了'],
    ],
  },
  { channel: 'survey', turns: [['customer', '师傅很准时，安装也干净，满意']], score: 5 },
  { channel: 'survey', turns: [['customer', '总体不错，客服回复快']], score: 4 },
  { channel: 'review', turns: [['customer', '{p}很安静，外观好看，家里人都喜欢']], score: 5 },
  { channel: 'review', turns: [['customer', '物流快，包装完好，用了两周没有问题']], score: 5 },
  { channel: 'social', turns: [['customer', '新家装了云栖的{p}，颜值在线，推荐给装修的朋友']] },
]

export const careNotes = {
  satisfied: ['已道歉并说明原因，当场约好时间，客户表示谅解', '问题已解决，客户说不用再跟进', '赠送一次清洗，客户满意'],
  noIssue: ['客户说已经解决了，谢谢来电', '只是当时心急，没有别的问题'],
  refused: ['客户不愿再谈，已致歉', '客户说不想再接电话'],
  complaint: ['客户坚持要说法，已按原话登记'],
} as const

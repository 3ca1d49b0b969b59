// What people write to a maker of household appliances, in parts; {…} is filled in by complaints.ts.

export const surnames = Array.from(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚钟姜崔谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵',
)
export const givenCharacters = Array.from(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英建国志华秀兰玉梅春燕文斌海波雪晓红宇航子轩雅婷欣怡梦琪佳慧美玲俊浩然思雨',
)
export const streets = Array.from(
  '中山解放人民建设和平新华文化胜利友谊长江黄河西湖东湖南湖学府科技滨河迎宾朝阳向阳光明振兴花园翠竹桃源青云金鼎',
)
export const places = ['花园', '苑', '家园', '小区', '公寓', '新村', '里', '府', '湾', '城', '山庄', '雅居']
export const cities = [
  '杭州',
  '上海',
  '南京',
  '苏州',
  '广州',
  '深圳',
  '佛山',
  '北京',
  '天津',
  '济南',
  '成都',
  '重庆',
  '昆明',
  '武汉',
  '长沙',
  '西安',
  '郑州',
  '合肥',
  '福州',
  '南昌',
  '沈阳',
  '哈尔滨',
  '贵阳',
  '兰州',
]
export const products = [
  '空调',
  '热水器',
  '洗衣机',
  '冰箱',
  '油烟机',
  '燃气灶',
  '洗碗机',
  '净水器',
  '电视机',
  '扫地机器人',
  '微波炉',
  '电饭煲',
  '新风机',
  '壁挂炉',
  '智能马桶盖',
]
export const shops = ['官网', '京东旗舰店', '天猫旗舰店', '拼多多', '线下专卖店', '家电城', '直播间', '小程序商城']

export const openings = [
  '我{month}在{shop}买了一台{product}，型号{model}，订单号{order}。',
  '本人家住{city}{street}{place}{building}，{month}购买贵公司{product}（{model}）。',
  '{month}家里装修，一次买了好几样，其中{product}{model}问题最多。',
  '老人独自在家，{month}给他买的{product}，用了没几天就出事。',
  '给{city}的父母买了{product}，型号{model}，送到{street}{place}。',
  '订单{order}，{product}，付款{amount}元。',
]

/** What went wrong, by category; a word like 漏水 stands in a few of a hundred complaints. */
export const problems: Record<string, readonly string[]> = {
  'quality.fault': [
    '开机不到十分钟就报{code}故障，断电重启也没用。',
    '制冷一点都不冷，出风口滴水，地板都泡了。',
    '半夜自己启动，噪音像拖拉机一样，全家睡不着。',
    '内胆漏水，水顺着墙流到楼下邻居家。',
  ],
  'quality.safety': [
    '插上电有烧焦的味道，插座都烫手，差点着火。',
    '用的时候漏电，孩子的手被电麻了。',
    '玻璃门突然自爆，碎片溅了一地，幸好没伤到人。',
  ],
  'quality.appearance': ['拆箱就看到侧板凹了一块，漆也掉了。', '面板上有明显划痕，像是用过的样机。'],
  'quality.misdescribed': ['宣传说一级能效，收到的铭牌上写的是三级。', '说好带烘干功能，收到的根本没有。'],
  'service.indifference': ['打了{times}次客服热线，每次都说登记了会有人联系，一直没有下文。', '客服和网点互相推，谁都不管。'],
  'service.language': ['{surname}师傅上门时态度恶劣，还骂人。', '客服{surname}小姐语气很不耐烦，没说完就挂了我电话。'],
  'service.brokenPromise': ['说好{days}天内给答复，现在都过去{times}个星期了。', '当时承诺免费更换，现在又说要收费。'],
  'delivery.delay': ['说好{days}天送到，已经过了{times}天还在仓库。', '物流信息停在{city}分拨中心，好几天没动。'],
  'delivery.damage': ['送货的把箱子摔了一下，打开里面门体已经变形。', '外包装破了一个大洞，配件少了一袋。'],
  'delivery.wrongItem': ['买的是{model}，送来的是别的型号。', '少发了遥控器和排水管。'],
  'delivery.installation': [
    '预约上门安装三次，三次都没有人来。',
    '安装师傅把孔打偏了，墙面打坏一大块，也不给修。',
    '上门安装要收{amount}元的支架费、高空费、打孔费。',
  ],
  'price.overcharge': ['上门检测收了{amount}元，说是主板坏了，其实只是插头松了。', '加氟收{amount}元，没有票据也没有明细。'],
  'price.invoice': ['要了{times}次发票都不给开，说系统坏了。', '发票抬头开错了，要求重开一直拖。'],
  'price.change': ['买了不到一周就降价{amount}元，保价申请被拒。'],
  'aftersales.refund': ['退货已经签收{days}天，退款一直不到账。', '说原路退回，查了银行根本没有这笔退款。'],
  'aftersales.refusal': ['才用{days}天就坏了，要求退货，网点说拆了包装不给退。', '七天无理由也不认，要扣我{amount}元折旧费。'],
  'aftersales.repair': ['同一个毛病修了{times}次还是老样子。', '修完第二天又不转了，说要换电机再收{amount}元。'],
  'aftersales.warranty': ['保修卡上写整机三年，现在说压缩机不在保修范围。'],
  'marketing.false': ['直播间说买一送一，下单后客服说赠品送完了。', '广告说终身免费清洗，打电话过去说没有这个活动。'],
  'security.leak': ['刚下单就接到冒充客服的诈骗电话，姓名地址说得一清二楚。'],
  'process.waiting': ['客服电话排队四十多分钟没人接。', '维修单派了{days}天还显示待接单。'],
}

export const details = [
  '家里有一个刚满月的孩子，天气这么热，实在等不起。',
  '我请了{times}天假在家里等，损失谁来赔？',
  '期间{surname}师傅来过一次，看了一眼说要等配件，之后再也没有消息。',
  '照片和视频都留着，可以随时提供。',
  '邻居家同一批买的也有一样的问题。',
  '小票、保修卡、聊天记录都在。',
  '我的电话是{phone}，白天都可以打。',
  '{month}也投诉过一次，当时答应整改，结果还是一样。',
  '网点的人说这是通病，让我自己想办法。',
  '老人腿脚不便，上下楼很不方便。',
]
/** Said by one in thousands: what a search for a rare word finds. */
export const rareDetails = ['连隔壁养的鹦鹉都被吓得直叫。', '阳台上养的昙花全给淹了。', '家里的钢琴被水泡了，调律师说修不好。']

export const demands = [
  '要求全额退款，并赔偿损失{amount}元。',
  '请尽快安排师傅上门处理。',
  '要求换一台新的，不接受再维修。',
  '希望给一个说法，否则我要打12315，找消协和媒体曝光。',
  '请给我书面答复，{days}天内不解决就起诉。',
  '只要求把该退的钱退给我。',
  '请负责人直接跟我联系。',
  '希望贵公司重视，别再让消费者寒心。',
]

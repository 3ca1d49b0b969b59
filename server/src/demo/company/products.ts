import type { Random } from '../random.ts'

export type Kind = '空调' | '冰箱' | '洗衣机' | '热水器' | '清洗服务' | '维修服务'
export type Product = { name: string; kind: Kind; priceFen: number }

/** The model of the hidden matter: a noise that has been spreading for three weeks. */
export const noisyFridge: Product = { name: '云享十字门冰箱 BCD-520WYX', kind: '冰箱', priceFen: 459_900 }

export const products: readonly Product[] = [
  { name: '云岚壁挂空调 KFR-35GW/YL1', kind: '空调', priceFen: 279_900 },
  { name: '云岚柜式空调 KFR-72LW/YL3', kind: '空调', priceFen: 629_900 },
  { name: '清风变频空调 KFR-26GW/QF2', kind: '空调', priceFen: 219_900 },
  noisyFridge,
  { name: '云享对开门冰箱 BCD-602WYX', kind: '冰箱', priceFen: 529_900 },
  { name: '鲜屿三门冰箱 BCD-252WXY', kind: '冰箱', priceFen: 199_900 },
  { name: '净屿滚筒洗衣机 XQG100-JY12', kind: '洗衣机', priceFen: 249_900 },
  { name: '净屿洗烘一体机 XQG100-JYH8', kind: '洗衣机', priceFen: 379_900 },
  { name: '小净波轮洗衣机 XQB80-XJ3', kind: '洗衣机', priceFen: 109_900 },
  { name: '暖泉电热水器 DSZF-60N5', kind: '热水器', priceFen: 139_900 },
  { name: '暖泉燃气热水器 JSQ30-16NQ2', kind: '热水器', priceFen: 239_900 },
  { name: '空调深度清洗', kind: '清洗服务', priceFen: 15_900 },
  { name: '油烟机拆洗', kind: '清洗服务', priceFen: 22_900 },
  { name: '洗衣机除菌清洗', kind: '清洗服务', priceFen: 13_900 },
  { name: '家电上门维修', kind: '维修服务', priceFen: 12_000 },
]

export const goods: readonly Kind[] = ['空调', '冰箱', '洗衣机', '热水器']
export const everyKind: readonly Kind[] = [...goods, '清洗服务', '维修服务']
export const productOf = (random: Random, kind: Kind): Product => random.pick(products.filter((product) => product.kind === kind))

/** What goes wrong with a product, what it turns out to be, and what sets it right: the three belong together. */
export type Fault = { symptom: string; fault: string; fix: string }

export const faults: Record<'空调' | '冰箱' | '洗衣机' | '热水器', readonly Fault[]> = {
  空调: [
    { symptom: '开了一下午还是吹自然风，完全不制冷', fault: '连接管喇叭口漏氟，系统缺冷媒', fix: '重做喇叭口并补充冷媒' },
    { symptom: '制冷效果越来越差，开到16度也不凉', fault: '室外机散热翅片堵塞、风机转速偏低', fix: '清洗室外机并更换风机电容' },
    { symptom: '室内机一直滴水，墙面都泡湿了', fault: '排水管倒坡，冷凝水回流', fix: '重新布设排水管并做通水试验' },
    { symptom: '一开机就跳闸', fault: '压缩机引线绝缘破损', fix: '更换引线并做绝缘测试' },
    { symptom: '室外机震得楼下邻居都来敲门', fault: '室外机减振垫缺失、支架螺栓松动', fix: '加装减振垫并紧固支架' },
    { symptom: '显示屏报E6，关机重启也没用', fault: '内外机通信板故障', fix: '更换通信板' },
    { symptom: '半夜自己停机，起来一看遥控器也没反应', fault: '主控板接收模块失效', fix: '更换主控板' },
    { symptom: '吹出来的风有一股霉味', fault: '蒸发器积尘发霉', fix: '拆洗蒸发器与风轮' },
  ],
  冰箱: [
    { symptom: '冷藏室不制冷，一冰箱的菜全坏了', fault: '风门卡滞，冷风送不到冷藏室', fix: '更换风门组件' },
    { symptom: '冷冻室结了厚厚一层冰', fault: '化霜加热丝断路', fix: '更换化霜加热丝与温控器' },
    { symptom: '门关不严，灯一直亮着', fault: '门封条变形', fix: '更换门封条并校正门铰链' },
    { symptom: '底下一直渗水，地板都泡起来了', fault: '排水孔冰堵、接水盘移位', fix: '疏通排水孔并复位接水盘' },
    { symptom: '压缩机停不下来，一个月电费多了一百多', fault: '温度传感器漂移', fix: '更换传感器并重新标定' },
    { symptom: '面板乱跳字，温度调不了', fault: '显示板进水短路', fix: '更换显示板' },
    { symptom: '制冰盒不出冰，还漏水', fault: '进水电磁阀关闭不严', fix: '更换进水电磁阀' },
  ],
  洗衣机: [
    { symptom: '脱水的时候满阳台跑，声音像要散架', fault: '减振器失效、运输螺栓未拆', fix: '更换减振器并重新调平' },
    { symptom: '洗到一半就停，显示E3', fault: '排水泵被异物卡死', fix: '清理并更换排水泵' },
    { symptom: '门圈一直漏水', fault: '门密封圈老化开裂', fix: '更换门密封圈' },
    { symptom: '烘干三个小时衣服还是湿的', fault: '冷凝器堵塞、加热管功率不足', fix: '清洗冷凝器并更换加热管' },
    { symptom: '洗完的衣服上全是黑点和霉味', fault: '内筒夹层结垢', fix: '拆洗内筒' },
    { symptom: '一洗就跳闸', fault: '电机碳粉积聚漏电', fix: '更换电机并做绝缘测试' },
    { symptom: '门打不开，衣服锁在里面两天了', fault: '门锁继电器粘连', fix: '更换门锁' },
  ],
  热水器: [
    { symptom: '洗澡洗到一半就变凉', fault: '水流传感器结垢', fix: '更换水流传感器' },
    { symptom: '点不着火，一直嘀嘀嘀地打火', fault: '点火针积碳、气阀压力偏低', fix: '更换点火针并调校气阀' },
    { symptom: '烧一晚上水也不热', fault: '加热管烧断', fix: '更换加热管' },
    { symptom: '内胆漏水，顺着墙往下流', fault: '内胆焊缝渗漏', fix: '更换内胆总成' },
    { symptom: '忽冷忽热，孩子差点被烫到', fault: '比例阀失灵', fix: '更换比例阀' },
    { symptom: '一直报E1，每次都要拔电源', fault: '烟道风压开关误动作', fix: '更换风压开关' },
  ],
}

export const stores = [
  '天猫旗舰店',
  '京东自营店',
  '云栖商城小程序',
  '抖音直播间',
  '苏宁门店',
  '线下专卖店',
  '拼多多品牌店',
  '商场专柜',
] as const

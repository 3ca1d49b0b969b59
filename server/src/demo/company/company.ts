import type { UnitKind } from '@zhiwei/contract'
import { type Hours, hours } from '../working-time.ts'

// 云栖家电: an invented company that makes household appliances, delivers, installs, cleans and repairs them.

export type Region = '华东' | '华南' | '华北' | '西南'
export const regions: readonly Region[] = ['华东', '华南', '华北', '西南']

type UnitSeed = { code: string; name: string; kind: UnitKind; parent: string; hours: Hours }
export const units = [
  { code: 'hotline1', name: '热线一组', kind: 'callCentre', parent: 'callCentre', hours: hours.callCentre },
  { code: 'hotline2', name: '热线二组', kind: 'callCentre', parent: 'callCentre', hours: hours.callCentre },
  { code: 'online', name: '在线客服组', kind: 'callCentre', parent: 'callCentre', hours: hours.callCentre },
  { code: 'followUp', name: '回访督办组', kind: 'callCentre', parent: 'callCentre', hours: hours.callCentre },
  { code: 'installation', name: '安装部', kind: 'department', parent: 'company', hours: hours.field },
  { code: 'repair', name: '维修部', kind: 'department', parent: 'company', hours: hours.field },
  { code: 'logistics', name: '物流部', kind: 'department', parent: 'company', hours: hours.field },
  { code: 'quality', name: '产品质量部', kind: 'department', parent: 'company', hours: hours.office },
  { code: 'finance', name: '财务部', kind: 'department', parent: 'company', hours: hours.office },
  { code: 'marketing', name: '市场部', kind: 'department', parent: 'company', hours: hours.office },
  { code: 'legal', name: '法务合规部', kind: 'department', parent: 'company', hours: hours.office },
  { code: 'east', name: '华东分公司', kind: 'department', parent: 'company', hours: hours.field },
  { code: 'south', name: '华南分公司', kind: 'department', parent: 'company', hours: hours.field },
  { code: 'north', name: '华北分公司', kind: 'department', parent: 'company', hours: hours.field },
  { code: 'southwest', name: '西南分公司', kind: 'department', parent: 'company', hours: hours.field },
  { code: 'anjie', name: '安捷家电服务（合作方）', kind: 'partner', parent: 'company', hours: hours.field },
  { code: 'suda', name: '速达安装工程（合作方）', kind: 'partner', parent: 'company', hours: hours.field },
] as const satisfies readonly UnitSeed[]
export type UnitCode = (typeof units)[number]['code']

export const branchOf: Record<Region, UnitCode> = { 华东: 'east', 华南: 'south', 华北: 'north', 西南: 'southwest' }
export const hoursOf = (code: UnitCode): Hours => units.find((unit) => unit.code === code)?.hours ?? hours.field
export const nameOf = (code: UnitCode): string => units.find((unit) => unit.code === code)?.name.replace('（合作方）', '') ?? code

type PersonSeed = { username: string; name: string; unit: UnitCode | 'callCentre'; role: string }
const team = (unit: PersonSeed['unit'], role: string, people: Record<string, string>): PersonSeed[] =>
  Object.entries(people).map(([username, name]) => ({ username, name, unit, role }))

/** Nobody here has a password: one steps in as administrator from one's own tenant. */
export const people: readonly PersonSeed[] = [
  ...team('hotline1', 'agent', { 'zhou.min': '周敏', 'xu.jiayi': '许佳怡', 'tang.wenjing': '唐文静', 'he.zihan': '何子涵' }),
  ...team('hotline2', 'agent', { 'deng.lin': '邓琳', 'pan.xiaoyu': '潘晓雨', 'lu.haoran': '陆浩然', 'qiu.shan': '邱珊' }),
  ...team('online', 'agent', { 'bai.xue': '白雪', 'jiang.yifan': '蒋一凡', 'ma.tianyu': '马天宇' }),
  ...team('followUp', 'agent', { 'cui.yan': '崔燕', 'meng.jia': '孟佳' }),
  ...team('hotline1', 'supervisor', { 'fang.qin': '方琴' }),
  ...team('hotline2', 'supervisor', { 'gu.weidong': '顾卫东' }),
  ...team('followUp', 'supervisor', { 'shi.lihua': '石丽华' }),
  ...team('callCentre', 'manager', { 'shen.guoqiang': '沈国强' }),
  ...team('quality', 'quality', { 'yan.ruoxi': '严若溪', 'kong.lingjun': '孔令军' }),
  ...team('legal', 'auditor', { 'xiang.hong': '项虹' }),
  ...team('legal', 'legal', { 'song.mingzhe': '宋明哲' }),
  ...team('installation', 'handler', { 'liang.bo': '梁波', 'jin.dahai': '金大海' }),
  ...team('repair', 'handler', { 'dong.jianhua': '董建华', 'yu.xiang': '于翔', 'fu.lei': '傅磊' }),
  ...team('logistics', 'handler', { 'ye.qing': '叶青', 'pang.chao': '庞超' }),
  ...team('quality', 'handler', { 'tan.zhiyuan': '谭志远', 'nie.feng': '聂峰' }),
  ...team('finance', 'handler', { 'hou.xiumei': '侯秀梅', 'luo.yun': '罗芸' }),
  ...team('marketing', 'handler', { 'ren.kexin': '任可欣', 'zou.yang': '邹洋' }),
  ...team('legal', 'handler', { 'shao.jing': '邵静' }),
  ...team('east', 'handler', { 'qian.weiming': '钱伟明', 'shen.lu': '沈璐', 'gao.fei': '高飞' }),
  ...team('south', 'handler', { 'liang.guanhua': '梁冠华', 'mo.xiaoting': '莫晓婷' }),
  ...team('north', 'handler', { 'hao.jun': '郝军', 'tian.ye': '田野' }),
  ...team('southwest', 'handler', { 'xiong.wei': '熊伟', 'pu.chunyan': '蒲春燕' }),
  ...team('anjie', 'partner', { 'anjie.wu': '吴海涛', 'anjie.zeng': '曾庆丰' }),
  ...team('suda', 'partner', { 'suda.long': '龙少华', 'suda.ran': '冉小东' }),
]
export const administrator = { username: 'admin', name: '演示管理员' }

export const agents = people.filter(({ role }) => role === 'agent').map(({ username }) => username)
export const callers = people.filter(({ unit, role }) => unit === 'followUp' && role === 'agent').map(({ username }) => username)
export const supervisors = people.filter(({ role }) => role === 'supervisor').map(({ username }) => username)
export const improvers = people.filter(({ role }) => role === 'quality').map(({ username }) => username)
export const partners = people.filter(({ role }) => role === 'partner').map(({ username }) => username)
export const manager = 'shen.guoqiang'
export const lawyer = 'song.mingzhe'
export const handlersOf = (code: UnitCode) =>
  people.filter(({ unit, role }) => unit === code && (role === 'handler' || role === 'partner')).map(({ username }) => username)

/** 授权额度 in fen, as the roles are shipped. */
export const limitFen = { agent: 20_000, supervisor: 100_000, manager: 1_000_000 }

import type { IdeaKind, IdeaState } from '@zhiwei/contract'

// What customers of the demo wish for, and what the company made of it.

/** In their texts customers of the demo speak of them by the other name. */
export const rival = { name: '同城快修', aliases: ['找别家', '同城快修网'] }

/** Kept without an idea yet. */
export const loose = { phrases: ['要求简化手续'], most: 2 }

type Told = {
  name: string
  title: string
  description: string
  kind: IdeaKind
  /** Cases whose text says one of these. */
  in?: string[]
  daysAgo: number
  votes: number
  steps: { state: IdeaState; daysAgo: number; reason?: string }[]
  /** So many customers were told; the others are still to be. */
  told?: number
}

export const ideas: Told[] = [
  {
    name: 'packing',
    title: '送货后带走包装泡沫',
    description: '送货师傅当场收走纸箱和泡沫，由网点统一回收。',
    kind: 'wish',
    in: ['希望能提供回收', '没人回收'],
    daysAgo: 80,
    votes: 9,
    steps: [
      { state: 'looking', daysAgo: 74 },
      { state: 'planned', daysAgo: 50, reason: '先在三个城市试行' },
      { state: 'done', daysAgo: 6, reason: '全部城市已实行，送货单上可以勾选。' },
    ],
    told: 1,
  },
  {
    name: 'human',
    title: '老年客户来电直接转人工',
    description: '按登记的年龄或连续两次听不清，不再走语音菜单。',
    kind: 'wish',
    in: ['老年人直接转人工', '保留人工入口'],
    daysAgo: 60,
    votes: 7,
    steps: [
      { state: 'looking', daysAgo: 55 },
      { state: 'planned', daysAgo: 20, reason: '排进十二月的热线改版' },
    ],
  },
  {
    name: 'rules',
    title: '公开内部处理规则全文',
    description: '',
    kind: 'wish',
    in: ['希望公开规则'],
    daysAgo: 45,
    votes: 2,
    steps: [
      { state: 'looking', daysAgo: 40 },
      { state: 'notDone', daysAgo: 12, reason: '全文涉及供应商合同；改为在官网公布退换和赔付的要点。' },
    ],
  },
  {
    name: 'reschedule',
    title: '小程序里自己改安装时间',
    description: '约定前一天都可以自己改，改了马上知道师傅哪天来。',
    kind: 'wish',
    in: ['改约'],
    daysAgo: 9,
    votes: 6,
    steps: [{ state: 'looking', daysAgo: 1 }],
  },
  {
    name: 'online',
    title: '手续网上一次办完',
    description: '',
    kind: 'wish',
    in: ['希望能网上办', '希望一次办完'],
    daysAgo: 5,
    votes: 4,
    steps: [],
  },
  {
    name: 'remote',
    title: '遥控器加夜光按键',
    description: '坐席汇总：老年客户晚上看不清按键。',
    kind: 'product',
    daysAgo: 2,
    votes: 3,
    steps: [],
  },
]

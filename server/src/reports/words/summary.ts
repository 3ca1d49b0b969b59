import type { Definition, Figures } from '../facts/types.ts'
import { type Change, changeSinceBefore, isRecorded } from './compare.ts'
import { valueText } from './figure-words.ts'
import { periodNames } from './period-words.ts'
import type { Told } from './sentences.ts'

/** 概述: which measures changed beyond chance, and of how many nothing can be said. */
export function summaryOf({ facts, kind, language }: Told, all: readonly { figures: Figures; definition: Definition }[]): string {
  const { before } = periodNames(kind, language)
  const zh = language === 'zh-CN'
  const title = (definition: Definition) => (zh ? definition.title.zh : definition.title.en)
  if (!isRecorded(facts, facts.before))
    return zh
      ? `${before}（${facts.before.from} 至 ${facts.before.to}）还没有完整的记录，本期不作比较；记录始于 ${facts.knownFrom ?? '尚无'}。`
      : `${before} (${facts.before.from} to ${facts.before.to}) was not fully recorded, so nothing is compared; records begin on ${facts.knownFrom ?? '—'}.`
  const changes = all.map(({ figures, definition }) => ({ figures, definition, change: changeSinceBefore(facts, figures, definition) }))
  const clear = changes.flatMap(({ change, figures, definition }) => (change.kind === 'clear' ? [{ change, figures, definition }] : []))
  const told = (judged: 'better' | 'worse' | null) =>
    clear
      .filter(({ change }) => change.judged === judged)
      .map(({ figures: { now, before: earlier }, definition }) => {
        const from = earlier.value === null ? '' : valueText(earlier.value, definition.unit, language)
        const to = now.value === null ? '' : valueText(now.value, definition.unit, language)
        return zh ? `${title(definition)}（${from} → ${to}）`.replace('→', '变为') : `${title(definition)} (${from} to ${to})`
      })
      .join(zh ? '、' : ', ')
  const count = (...kinds: Change['kind'][]) => changes.filter(({ change }) => kinds.includes(change.kind)).length
  const rest = { chance: count('chance', 'same'), few: count('tooFew'), none: count('none') }
  if (zh) {
    const parts = [
      told('worse') && `变差：${told('worse')}`,
      told('better') && `变好：${told('better')}`,
      told(null) && `有变化：${told(null)}`,
    ].filter(Boolean)
    const head = parts.length > 0 ? `与${before}相比超出偶然波动的：${parts.join('；')}。` : `与${before}相比，没有指标的变化超出偶然波动。`
    const others = [
      rest.chance > 0 && `${rest.chance} 项没有超出偶然波动`,
      rest.none > 0 && `${rest.none} 项没有区间、不判断升降`,
      rest.few > 0 && `${rest.few} 项样本不足`,
    ].filter(Boolean)
    return others.length > 0 ? `${head}${clear.length > 0 ? '其余' : '其中'} ${others.join('，')}。` : head
  }
  const parts = [
    told('worse') && `worse: ${told('worse')}`,
    told('better') && `better: ${told('better')}`,
    told(null) && `changed: ${told(null)}`,
  ].filter(Boolean)
  const head =
    parts.length > 0 ? `Beyond chance against ${before} — ${parts.join('; ')}.` : `Against ${before} no measure changed beyond chance.`
  const others = [
    rest.chance > 0 && `${rest.chance} within chance`,
    rest.none > 0 && `${rest.none} without an interval`,
    rest.few > 0 && `${rest.few} without enough data`,
  ].filter(Boolean)
  return others.length > 0 ? `${head} ${clear.length > 0 ? 'Of the rest' : 'Of them'}, ${others.join(', ')}.` : head
}

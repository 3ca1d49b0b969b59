import type { SignalKind } from '@zhiwei/text'
import { type Bar, barsSvg, columnsSvg, escapeHtml } from './charts.ts'
import { mindsetNames, sentimentNames, severityNames, signalNames, stageNames } from './columns.ts'
import type { Tally } from './tally.ts'

const stageColours = ['', '#7fb3a6', '#c9b458', '#e08e45', '#d2553f', '#9c2c46']
const severityColours = { general: '#7fb3a6', major: '#c9b458', serious: '#d2553f', critical: '#9c2c46' }
const sentimentColours = { negative: '#d2553f', neutral: '#9aa5b1', positive: '#4f9d7c' }
const categoriesShown = 15

const style = `:root{--accent:#3b6ea8;--ink:#1f2733;--soft:#5d6b7a;--line:#dfe4ea;--paper:#fff;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--accent:#6fa3dd;--ink:#e6eaef;--soft:#9aa5b1;--line:#37414d;--paper:#171c22}}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.6 system-ui,"PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:1100px;margin:0 auto;padding:28px 20px}h1{font-size:20px;margin:0 0 4px}p{margin:0 0 16px;color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin:16px 0}.tiles div{border:1px solid var(--line);border-radius:6px;padding:10px 14px}
.tiles b{display:block;font-size:22px;font-variant-numeric:tabular-nums}.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(420px,100%),1fr));gap:20px}
figure{margin:0}.wide{margin:16px 0}figcaption,h2{font-size:15px;font-weight:600;margin:8px 0}svg{width:100%;height:auto}svg text{font-size:12px;fill:var(--ink)}svg .count{fill:var(--soft)}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid var(--line);padding:6px 8px;text-align:left;vertical-align:top}td{overflow-wrap:anywhere}td:nth-child(n+3){min-width:4.5em}.rows{overflow-x:auto}.rows td:nth-child(2){min-width:14em}td:first-child{font-variant-numeric:tabular-nums;color:var(--soft)}
.words span{display:inline-block;border:1px solid var(--line);border-radius:12px;padding:1px 10px;margin:0 6px 6px 0}@media print{.charts{grid-template-columns:1fr 1fr}}`

type About = { fileName: string; textColumn: string; keywords: { word: string }[]; categoryName: (code: string) => string; now: Date }

/** 摘要页: one page that stands alone (no script, nothing loaded from elsewhere); personal data in texts is masked. */
export function summaryPage(tally: Tally, { fileName, textColumn, keywords, categoryName, now }: About): string {
  const { texts } = tally
  const bars = (
    map: Map<string, number>,
    order: readonly string[],
    name: (code: string) => string,
    colour?: (code: string) => string,
  ): Bar[] => order.map((code) => ({ name: name(code), count: map.get(code) ?? 0, ...(colour && { colour: colour(code) }) }))
  const byCount = (map: Map<string, number>) => [...map].sort((a, b) => b[1] - a[1]).map(([code]) => code)
  const share = (count: number) => `${texts > 0 ? ((100 * count) / texts).toFixed(1) : '0'} %`
  const outside = (tally.stages.get('4') ?? 0) + (tally.stages.get('5') ?? 0)
  const severe = (tally.severities.get('serious') ?? 0) + (tally.severities.get('critical') ?? 0)
  const tiles: [string, string | number][] = [
    ['分析的文本', texts],
    ['负面情绪', share(tally.sentiments.get('negative') ?? 0)],
    ['矛盾爆发或越级（阶段 4–5）', outside],
    ['重大及以上', severe],
    ['涉及安全或自伤', (tally.signals.get('safety') ?? 0) + (tally.signals.get('selfHarm') ?? 0)],
  ]
  const body = [
    `<h1>投诉文本分析摘要</h1><p>${escapeHtml(fileName)} · 文本列“${escapeHtml(textColumn)}” · ${now.toISOString().slice(0, 10)}${tally.empty > 0 ? ` · ${tally.empty} 行没有文本` : ''}</p>`,
    `<div class="tiles">${tiles.map(([name, value]) => `<div><b>${value}</b>${name}</div>`).join('')}</div>`,
    columnsSvg(
      '按月数量',
      [...tally.months].sort().map(([name, count]) => ({ name, count })),
    ),
    '<div class="charts">',
    barsSvg('分类（前 15）', bars(tally.categories, byCount(tally.categories).slice(0, categoriesShown), categoryName), texts),
    barsSvg(
      '信号',
      bars(tally.signals, byCount(tally.signals), (code) => signalNames[code as SignalKind]),
      texts,
    ),
    barsSvg(
      '生命周期阶段',
      bars(
        tally.stages,
        ['1', '2', '3', '4', '5'],
        (code) => `${code} ${stageNames[Number(code)]}`,
        (code) => stageColours[Number(code)] ?? '',
      ),
      texts,
    ),
    barsSvg(
      '严重程度',
      bars(
        tally.severities,
        Object.keys(severityNames),
        (code) => severityNames[code as keyof typeof severityNames],
        (code) => severityColours[code as keyof typeof severityColours],
      ),
      texts,
    ),
    barsSvg(
      '情绪',
      bars(
        tally.sentiments,
        Object.keys(sentimentNames),
        (code) => sentimentNames[code as keyof typeof sentimentNames],
        (code) => sentimentColours[code as keyof typeof sentimentColours],
      ),
      texts,
    ),
    '</div>',
    keywords.length > 0
      ? `<h2>关键词</h2><div class="words">${keywords.map(({ word }) => `<span>${escapeHtml(word)}</span>`).join('')}</div>`
      : '',
    urgentTable(tally, categoryName),
    '<p>分类与判断由文本引擎给出，供人工核对；个人信息已脱敏。</p>',
  ]
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(fileName)} · 分析摘要</title><style>${style}</style></head><body><main>${body.join('\n')}</main></body></html>\n`
}

function urgentTable({ urgent }: Tally, categoryName: (code: string) => string): string {
  if (urgent.length === 0) return ''
  const rows = urgent.map(({ row, excerpt, analysis }) => {
    const { category, severity, stage, signals, mindset } = analysis
    const kinds = [...new Set(signals.map(({ kind }) => signalNames[kind]))].join('、')
    const cells = [
      String(row),
      excerpt,
      category[0] ? categoryName(category[0].code) : '',
      severityNames[severity],
      `${stage.level} ${stageNames[stage.level]}`,
      `${kinds}${mindset ? ` · ${mindsetNames[mindset]}` : ''}`,
    ]
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`
  })
  const head = ['行', '文本', '分类', '严重程度', '阶段', '信号'].map((name) => `<th>${name}</th>`).join('')
  return `<h2>最该先看的 ${urgent.length} 条</h2><div class="rows" tabindex="0"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}

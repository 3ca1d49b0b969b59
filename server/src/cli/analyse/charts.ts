/** One bar: its name, how many, and a colour where it means something. */
export type Bar = { name: string; count: number; colour?: string }

export const escapeHtml = (text: string) =>
  text.replace(/[&<>"']/gu, (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[mark] ?? mark)

const rowHeight = 26
const nameWidth = 150
const barWidth = 300
const countWidth = 100

/** Lying bars with names and counts, as SVG that needs nothing else. */
export function barsSvg(title: string, bars: Bar[], total: number): string {
  if (bars.length === 0) return ''
  const highest = Math.max(1, ...bars.map(({ count }) => count))
  const lines = bars.map(({ name, count, colour }, at) => {
    const y = at * rowHeight
    const width = Math.max(1, (count / highest) * barWidth)
    const share = total > 0 ? ` ${((100 * count) / total).toFixed(1)} %` : ''
    return `<text x="${nameWidth - 8}" y="${y + 17}" text-anchor="end">${escapeHtml(name)}</text><rect x="${nameWidth}" y="${y + 4}" width="${width.toFixed(1)}" height="18" rx="2" fill="${colour ?? 'var(--accent)'}"/><text x="${(nameWidth + width + 6).toFixed(1)}" y="${y + 17}" class="count">${count}${share}</text>`
  })
  const size = `viewBox="0 0 ${nameWidth + barWidth + countWidth} ${bars.length * rowHeight}"`
  return `<figure><figcaption>${escapeHtml(title)}</figcaption><svg ${size} role="img" aria-label="${escapeHtml(title)}">${lines.join('')}</svg></figure>`
}

const columnsWidth = 1060
const columnsHeight = 140

/** Standing bars over months. */
export function columnsSvg(title: string, bars: Bar[]): string {
  if (bars.length < 2) return ''
  const highest = Math.max(1, ...bars.map(({ count }) => count))
  const step = columnsWidth / bars.length
  const every = Math.ceil(bars.length / 18)
  const columns = bars.map(({ name, count }, at) => {
    const height = (count / highest) * (columnsHeight - 44)
    const x = at * step
    const y = columnsHeight - 22 - height
    const label =
      at % every === 0
        ? `<text x="${(x + step / 2).toFixed(1)}" y="${columnsHeight - 6}" text-anchor="middle">${escapeHtml(name)}</text>`
        : ''
    const number =
      step > 26 ? `<text x="${(x + step / 2).toFixed(1)}" y="${(y - 4).toFixed(1)}" text-anchor="middle" class="count">${count}</text>` : ''
    return `<rect x="${(x + step * 0.15).toFixed(1)}" y="${y.toFixed(1)}" width="${(step * 0.7).toFixed(1)}" height="${height.toFixed(1)}" fill="var(--accent)"><title>${escapeHtml(name)}: ${count}</title></rect>${number}${label}`
  })
  return `<figure class="wide"><figcaption>${escapeHtml(title)}</figcaption><svg viewBox="0 0 ${columnsWidth} ${columnsHeight}" role="img" aria-label="${escapeHtml(title)}">${columns.join('')}</svg></figure>`
}

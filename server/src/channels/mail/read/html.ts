import sanitize from 'sanitize-html'

// Blocks stand on lines of their own; everything else (scripts, styles, pictures, forms, attributes) goes with its tag or with its content.
const kept = ['p', 'div', 'br', 'tr', 'td', 'th', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'pre', 'blockquote']
const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&', '&#39;': "'" }
const mostCharacters = 2_000_000

/** HTML 转文字: cleaned, then as lines; what is quoted begins with > as in plain mail. */
export function textOfHtml(html: string): string {
  const cleaned = sanitize(html.slice(0, mostCharacters), { allowedTags: kept, allowedAttributes: {}, nestingLimit: 100 })
  const lines: string[] = []
  let line = ''
  let quoted = 0
  const end = () => {
    const said = line.replace(/[\s\u00a0]+/g, ' ').trim()
    if (said || lines.at(-1)) lines.push(said && quoted ? `${'> '.repeat(Math.min(quoted, 5))}${said}` : said)
    line = ''
  }
  for (const [token, closes, tag] of cleaned.matchAll(/<(\/?)(\w+)[^>]*>|[^<]+/g)) {
    if (tag === undefined) line += token
    else if (tag === 'td' || tag === 'th') line += ' '
    else {
      if (line.trim() || tag === 'br') end()
      if (tag === 'blockquote') quoted += closes ? -1 : 1
    }
  }
  if (line.trim()) end()
  return lines
    .join('\n')
    .replace(/&(lt|gt|quot|amp|#39);/g, (entity) => entities[entity] ?? entity)
    .trim()
}

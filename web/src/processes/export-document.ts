import { downloadText } from '../platform/index.ts'

// The page's colours, as paper has them; the file needs nothing beside itself.
const paper = `
:root { --text: #1f2328; --secondary: #5b6472; --line: #c9c6bf; --card: #fff; --sunken: #f4f3f0; --accent: #1f6f78; }
@page { size: A4 landscape; margin: 14mm; }
body { margin: 24px auto; max-width: 1060px; color: var(--text); font: 13px/20px "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans SC", sans-serif; }
h2 { font-size: 20px; line-height: 28px; margin: 0 0 4px; } h3 { font-size: 15px; margin: 16px 0 4px; } p { margin: 0 0 8px; }
.meta { font-size: 12px; color: var(--secondary); }
.flow { max-width: 100%; height: auto; margin: 12px 0; } .flow text { font-family: inherit; fill: var(--text); }
.flow-name { font-size: 13px; font-weight: 600; } .flow-under { font-size: 11px; }
.flow rect { fill: var(--card); stroke: var(--accent); stroke-width: 1.2; } .flow-maybe rect { stroke-dasharray: 5 3; }
.flow-start rect { fill: var(--sunken); stroke: var(--secondary); } .flow-arrow path { stroke: var(--secondary); } .flow-arrow path + path { fill: var(--secondary); }
table { width: 100%; border-collapse: collapse; } th, td { border: 1px solid var(--line); padding: 5px 8px; text-align: left; vertical-align: top; }
thead th { background: var(--sunken); } tr { break-inside: avoid; }
footer { margin-top: 16px; border-top: 1px solid var(--line); padding-top: 6px; }
`

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** 导出: the document on the page as one file that any browser opens and prints. */
export function exportDocument({ name, title, foot, lang }: { name: string; title: string; foot: string; lang: string }) {
  const shown = document.querySelector('.process-document')
  if (!shown) return
  const body = shown.innerHTML
  downloadText(
    `${name}.html`,
    `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${paper}</style></head>
<body>${body}<footer class="meta">${escaped(foot)}</footer></body>
</html>
`,
  )
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

export const escapeHtml = (value: string) => value.replace(/[&<>"']/g, (character) => entities[character] ?? character)

/** A plain page with our one style sheet; `body` is HTML. */
export const pageOf = (title: string, body: string) => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · 治未 Zhiwei</title>
<link rel="stylesheet" href="/api/docs/docs.css">
</head>
<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body>
</html>
`

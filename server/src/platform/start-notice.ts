import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'

const wildcards = ['0.0.0.0', '::', '::0']
const loopbacks = ['127.0.0.1', 'localhost', '::1']

/** Address that a person may open on this machine, or the public one. */
export function addressOf(config: Config, { port }: Pick<AddressInfo, 'port'>): string {
  if (config.publicUrl) return config.publicUrl
  const host = wildcards.includes(config.host) ? '127.0.0.1' : config.host
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

type Notice = { address: string; firstStart: boolean; password?: string | undefined }

/** What the person at the console must know, in both languages; the random password stands here this one time. */
export function startNotice(config: Config, { address, firstStart, password }: Notice): string {
  const rule = '─'.repeat(72)
  const lines = ['治未 Zhiwei', `  地址 Address    ${address}`]
  if (firstStart) {
    lines.push('  用户 User       admin')
    lines.push(`  密码 Password   ${password ?? '（ADMIN_PASSWORD 的值 as given in ADMIN_PASSWORD）'}`)
    if (password) lines.push('  密码只显示这一次，请记下。This password is shown only once: keep it.')
  }
  lines.push('  停止 Stop       Ctrl+C', ...plainHttpWarning(config))
  return ['', rule, ...lines, rule, ''].join('\n')
}

/** A browser keeps the sign-in cookie only over https, or on this machine itself. */
function plainHttpWarning(config: Config): string[] {
  if (config.insecureHttp || config.publicUrl?.startsWith('https:')) return []
  if (loopbacks.includes(config.host) && !config.publicUrl) return []
  return [
    '',
    '  ! 从其他电脑用 http 登录会失败：浏览器只在 https 下保存登录 Cookie。',
    '    请用 https 反向代理并设置 PUBLIC_URL=https://…（和 TRUST_PROXY=1），或仅在可信内网设置 INSECURE_HTTP=1。',
    '  ! Sign-in from other machines over plain http will fail: browsers keep the sign-in cookie over https only.',
    '    Put an https proxy in front and set PUBLIC_URL=https://… (and TRUST_PROXY=1), or in a trusted network INSECURE_HTTP=1.',
  ]
}

/** One sentence for the person at the console on why the program does not start. */
export function sentenceOf(error: unknown): string {
  const { code, port, message } = (error ?? {}) as Error & { code?: string; port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program (or another start of this one): stop that one, or set PORT`
  if (code === 'EACCES' && port) return `Port ${port} may not be used by this user: set PORT to 1024 or higher`
  return message || String(error)
}

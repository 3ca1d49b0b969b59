import { z } from 'zod'

type Issue = Parameters<z.core.$ZodErrorMap>[0]

const formats: Record<string, string> = {
  email: '请填写有效的电子邮箱',
  datetime: '请填写带时区的时间，如 2026-11-02T10:00:00+08:00',
  date: '请填写日期，如 2026-11-02',
  uuid: '编号的格式不对',
  regex: '格式不对',
}
const types: Record<string, string> = {
  string: '请填写文字',
  number: '请填写数字',
  int: '请填写整数',
  boolean: '请填写 true 或 false',
  array: '请填写列表',
  object: '请填写对象',
}

const elsewise = '填写的内容不对'

/** What is wrong with a field, in the user's words. */
function sentenceOf(issue: Issue): string {
  if (issue.code === 'invalid_type') return issue.input === undefined ? '必填' : (types[String(issue.expected)] ?? elsewise)
  if (issue.code === 'invalid_format') return formats[String(issue.format)] ?? formats.regex ?? elsewise
  if (issue.code === 'invalid_value') return `只能是 ${issue.values.slice(0, 20).join('、')}`
  if (issue.code === 'unrecognized_keys') return `没有这样的字段：${issue.keys.slice(0, 5).join('、').slice(0, 100)}`
  if (issue.code === 'too_small') {
    if (issue.origin === 'string') return issue.minimum === 1 ? '不能为空' : `至少 ${issue.minimum} 个字符`
    return issue.origin === 'array' ? `至少 ${issue.minimum} 项` : `不能小于 ${issue.minimum}`
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return `最多 ${issue.maximum} 个字符`
    return issue.origin === 'array' ? `最多 ${issue.maximum} 项` : `不能大于 ${issue.maximum}`
  }
  return elsewise
}

/** Details of wrong input are Chinese, as all problem details are; said once for the process. */
export const speakChinese = () => z.config({ customError: sentenceOf })

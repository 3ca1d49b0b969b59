/**
 * Every problem code with its HTTP status and zh-CN title. A code never changes its meaning.
 * A title says what happened; the detail beside it says what to do next. Documented in docs/problems.md (a test holds both equal).
 */
export const problems = {
  INPUT_INVALID: { status: 400, title: '填写的内容不符合要求' },
  JSON_INVALID: { status: 400, title: '请求内容不是有效的 JSON' },
  CURSOR_INVALID: { status: 400, title: '翻页位置无效' },
  FILE_UNREADABLE: { status: 400, title: '文件无法读取' },
  NOT_SIGNED_IN: { status: 401, title: '请先登录' },
  SIGN_IN_FAILED: { status: 401, title: '用户名或密码不正确' },
  SECOND_FACTOR_REQUIRED: { status: 401, title: '请输入动态验证码' },
  SIGNATURE_INVALID: { status: 401, title: '签名不正确或已过期' },
  TENANT_REQUIRED: { status: 401, title: '请填写企业代码' },
  NOT_PERMITTED: { status: 403, title: '没有这项权限' },
  ORIGIN_NOT_ALLOWED: { status: 403, title: '请求来源不被允许' },
  NOT_FOUND: { status: 404, title: '没有找到' },
  CASE_NOT_FOUND: { status: 404, title: '没有找到这张工单' },
  METHOD_NOT_ALLOWED: { status: 405, title: '不支持这种操作' },
  REQUEST_TIMEOUT: { status: 408, title: '请求没有及时送完' },
  CASE_STEP_NOT_ALLOWED: { status: 409, title: '现在还不能做这一步' },
  VERSION_CONFLICT: { status: 409, title: '内容已被他人修改' },
  REPLAYED: { status: 409, title: '同一请求已经收到过' },
  IN_PROGRESS: { status: 409, title: '同一请求正在处理' },
  EXPORT_STEP_NOT_ALLOWED: { status: 409, title: '这份导出已经取走或结束' },
  IMPORT_STEP_NOT_ALLOWED: { status: 409, title: '导入现在还不能做这一步' },
  CASE_AT_LOWEST_LEVEL: { status: 409, title: '已是最低层级' },
  CASE_AT_TOP_LEVEL: { status: 409, title: '已是最高升级层级' },
  LAST_ADMINISTRATOR: { status: 409, title: '至少要保留一名管理员' },
  ALREADY_EXISTS: { status: 409, title: '已经存在' },
  IN_USE: { status: 409, title: '仍在使用，不能删除' },
  ABOVE_LIMIT: { status: 409, title: '超出授权额度' },
  NOTHING_TO_PAY: { status: 409, title: '没有待付款的补偿' },
  NOTHING_TO_TAKE: { status: 409, title: '现在没有您可以认领的工单' },
  PERSON_NOT_FREE: { status: 409, title: '此人现在不宜再接这件工单' },
  MODEL_OFF: { status: 409, title: '模型服务没有打开' },
  ALREADY_DECIDED: { status: 409, title: '已有决定' },
  ACTION_STEP_NOT_ALLOWED: { status: 409, title: '措施现在还不能做这一步' },
  PERFORMANCE_NOT_READY: { status: 409, title: '绩效表现在还不能做这一步' },
  TRAINING_STEP_NOT_ALLOWED: { status: 409, title: '培训还没轮到这一步' },
  CRISIS_NOT_FINISHED: { status: 409, title: '危机事件还有没做完的事' },
  GONE: { status: 410, title: '内容已被清除' },
  BODY_TOO_LARGE: { status: 413, title: '内容太大' },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, title: '不支持这种内容格式' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: '同一幂等键对应了不同的内容' },
  PASSWORD_TOO_WEAK: { status: 422, title: '密码太容易被猜到' },
  CODE_INVALID: { status: 422, title: '验证码不正确或已过期' },
  SECOND_FACTOR_INVALID: { status: 422, title: '动态验证码不正确' },
  LOCKED_OUT: { status: 429, title: '尝试次数过多，账号暂时锁定' },
  RATE_LIMITED: { status: 429, title: '请求太频繁' },
  HEADERS_TOO_LARGE: { status: 431, title: '请求头太大' },
  INTERNAL: { status: 500, title: '系统出错' },
  MODEL_UNAVAILABLE: { status: 503, title: '模型服务现在用不了' },
  DATABASE_UNAVAILABLE: { status: 503, title: '数据库暂时不可用' },
  SHUTTING_DOWN: { status: 503, title: '系统正在重启' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** RFC 9457 problem details as this system answers them. */
export type Problem = {
  type: string
  title: string
  status: number
  detail?: string
  instance?: string
  code: ProblemCode
  requestId: string
  errors?: { pointer: string; detail: string }[]
  /** CASE_STEP_NOT_ALLOWED: what is missing, as codes. */
  missing?: string[]
  /** ABOVE_LIMIT: how much the person may still decide here, and which limit ends it. */
  limit?: { limitFen: number; remainingFen: number; boundBy: string }
}

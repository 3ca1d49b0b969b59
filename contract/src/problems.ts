/**
 * Every problem code with its HTTP status and its title in both languages. A code never changes its meaning.
 * A title says what happened; the detail beside it says what to do next. Documented in docs/problems.md (a test holds both equal).
 */
export const problems = {
  INPUT_INVALID: { status: 400, title: '填写的内容不符合要求', english: 'What was filled in is not right' },
  JSON_INVALID: { status: 400, title: '请求内容不是有效的 JSON', english: 'The request is not valid JSON' },
  CURSOR_INVALID: { status: 400, title: '翻页位置无效', english: 'This place in the list is not valid' },
  FILE_UNREADABLE: { status: 400, title: '文件无法读取', english: 'The file cannot be read' },
  NOT_SIGNED_IN: { status: 401, title: '请先登录', english: 'Please sign in' },
  SIGN_IN_FAILED: { status: 401, title: '用户名或密码不正确', english: 'User name or password is wrong' },
  SECOND_FACTOR_REQUIRED: { status: 401, title: '请输入动态验证码', english: 'Enter the code of your second factor' },
  SIGNATURE_INVALID: { status: 401, title: '签名不正确或已过期', english: 'The signature is wrong or over' },
  TENANT_REQUIRED: { status: 401, title: '请填写企业代码', english: 'Fill in the company code' },
  NOT_PERMITTED: { status: 403, title: '没有这项权限', english: 'You lack this permission' },
  ORIGIN_NOT_ALLOWED: { status: 403, title: '请求来源不被允许', english: 'The request comes from a place that is not allowed' },
  NOT_FOUND: { status: 404, title: '没有找到', english: 'Not found' },
  CASE_NOT_FOUND: { status: 404, title: '没有找到这张工单', english: 'This case was not found' },
  METHOD_NOT_ALLOWED: { status: 405, title: '不支持这种操作', english: 'This cannot be done here' },
  REQUEST_TIMEOUT: { status: 408, title: '请求没有及时送完', english: 'The request did not arrive in time' },
  CASE_STEP_NOT_ALLOWED: { status: 409, title: '现在还不能做这一步', english: 'This step is not possible now' },
  VERSION_CONFLICT: { status: 409, title: '内容已被他人修改', english: 'Somebody changed it' },
  REPLAYED: { status: 409, title: '同一请求已经收到过', english: 'The same request was received before' },
  IN_PROGRESS: { status: 409, title: '同一请求正在处理', english: 'The same request is being handled' },
  EXPORT_STEP_NOT_ALLOWED: { status: 409, title: '这份导出已经取走或结束', english: 'This export was fetched or has ended' },
  IMPORT_STEP_NOT_ALLOWED: { status: 409, title: '导入现在还不能做这一步', english: 'The import cannot take this step now' },
  CASE_AT_LOWEST_LEVEL: { status: 409, title: '已是最低层级', english: 'It is at the lowest level' },
  CASE_AT_TOP_LEVEL: { status: 409, title: '已是最高升级层级', english: 'It is at the highest level of escalation' },
  LAST_ADMINISTRATOR: { status: 409, title: '至少要保留一名管理员', english: 'At least one administrator must remain' },
  ALREADY_EXISTS: { status: 409, title: '已经存在', english: 'It exists already' },
  IN_USE: { status: 409, title: '仍在使用，不能删除', english: 'It is in use and cannot be deleted' },
  ABOVE_LIMIT: { status: 409, title: '超出授权额度', english: 'Above the authorisation limit' },
  NOTHING_TO_PAY: { status: 409, title: '没有待付款的补偿', english: 'No remedy waits to be paid' },
  NOTHING_TO_TAKE: { status: 409, title: '现在没有您可以认领的工单', english: 'There is no case you can take now' },
  PERSON_NOT_FREE: { status: 409, title: '此人现在不宜再接这件工单', english: 'This person should not take this case now' },
  MODEL_OFF: { status: 409, title: '模型服务没有打开', english: 'The model service is off' },
  ALREADY_DECIDED: { status: 409, title: '已有决定', english: 'It was decided already' },
  ACTION_STEP_NOT_ALLOWED: { status: 409, title: '措施现在还不能做这一步', english: 'The action cannot take this step now' },
  PERFORMANCE_NOT_READY: { status: 409, title: '绩效表现在还不能做这一步', english: 'The performance sheet cannot take this step now' },
  TRAINING_STEP_NOT_ALLOWED: { status: 409, title: '培训还没轮到这一步', english: 'It is not yet the turn of this training step' },
  CRISIS_NOT_FINISHED: { status: 409, title: '危机事件还有没做完的事', english: 'The crisis has things left to do' },
  GONE: { status: 410, title: '内容已被清除', english: 'The content was erased' },
  BODY_TOO_LARGE: { status: 413, title: '内容太大', english: 'The content is too large' },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, title: '不支持这种内容格式', english: 'This format is not supported' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: '同一幂等键对应了不同的内容', english: 'The same idempotency key came with other content' },
  PASSWORD_TOO_WEAK: { status: 422, title: '密码太容易被猜到', english: 'The password is easily guessed' },
  CODE_INVALID: { status: 422, title: '验证码不正确或已过期', english: 'The code is wrong or over' },
  SECOND_FACTOR_INVALID: { status: 422, title: '动态验证码不正确', english: 'The code of the second factor is wrong' },
  LOCKED_OUT: { status: 429, title: '尝试次数过多，账号暂时锁定', english: 'Too many tries; the account is locked for a while' },
  RATE_LIMITED: { status: 429, title: '请求太频繁', english: 'Too many requests' },
  HEADERS_TOO_LARGE: { status: 431, title: '请求头太大', english: 'The request headers are too large' },
  INTERNAL: { status: 500, title: '系统出错', english: 'The system failed' },
  MODEL_UNAVAILABLE: { status: 503, title: '模型服务现在用不了', english: 'The model service is not available now' },
  DATABASE_UNAVAILABLE: { status: 503, title: '数据库暂时不可用', english: 'The database is not available for the moment' },
  SHUTTING_DOWN: { status: 503, title: '系统正在重启', english: 'The system is restarting' },
} as const satisfies Record<string, { status: number; title: string; english: string }>

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

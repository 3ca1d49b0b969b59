import {
  IdParams,
  NoticeList,
  NoticeListQuery,
  NoticePreference,
  NoticePreferenceChange,
  NoticesRead,
  ReadNotices,
  Robot,
  RobotChange,
  RobotInput,
  RobotList,
  SendTest,
  UnreadNotices,
} from '@zhiwei/contract'
import { actOf } from '../cases/index.ts'
import type { Deps } from '../platform/deps.ts'
import { AppError, invalidInput } from '../platform/errors.ts'
import { type Actor, may, type Routes, signedIn } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { wholeList } from '../platform/keyset.ts'
import { canMail } from '../platform/mail.ts'
import { changePreference, preferenceOf } from './preferences.ts'
import { countUnread, listNotices, readNotices } from './queries.ts'
import { addRobot, changeRobot, listRobots, removeRobot } from './robots.ts'
import { baseUrlOf, mailTo, robotSays } from './send/jobs.ts'
import { testWords } from './words.ts'

/** A test reaches whatever address was typed in: enough to find out what is wrong, too few to be a nuisance to others. */
const testsAMinute = { rateLimit: { max: 10, timeWindow: '1 minute' } }

/** Notices are a person's own; a token without one has none. */
const personOf = ({ userId }: Actor): string => {
  if (!userId) throw new AppError('NOT_PERMITTED', '通知只属于登录的人员')
  return userId
}

export function notificationRoutes(routes: Routes, deps: Deps) {
  ownNotices(routes, deps)
  robots(routes, deps)
}

function ownNotices(routes: Routes, deps: Deps) {
  routes.get('/notices', { ...signedIn, schema: { querystring: NoticeListQuery, response: { 200: NoticeList } } }, (request) =>
    request.read((tx) => listNotices(tx, request.actor, personOf(request.actor), request.query)),
  )
  routes.get('/notices/unread', { ...signedIn, schema: { response: { 200: UnreadNotices } } }, (request) =>
    request.read((tx) => countUnread(tx, request.actor.tenantId, personOf(request.actor))),
  )
  routes.post('/notices/read', { ...signedIn, schema: { body: ReadNotices, response: { 200: NoticesRead } } }, (request, reply) =>
    reply.write(200, async (tx) => ({
      count: await readNotices(tx, request.actor.tenantId, personOf(request.actor), request.body.ids, deps.clock()),
    })),
  )
  const preference = { response: { 200: NoticePreference } }
  routes.get('/notice-preference', { ...signedIn, schema: preference }, (request) =>
    request.read((tx) => preferenceOf(tx, request.actor.tenantId, personOf(request.actor), deps.keys, deps.config)),
  )
  routes.put('/notice-preference', { ...signedIn, schema: { ...preference, body: NoticePreferenceChange } }, (request, reply) =>
    reply.write(200, async (tx) => {
      const userId = personOf(request.actor)
      await changePreference(actOf(deps, request, tx), userId, request.body)
      return preferenceOf(tx, request.actor.tenantId, userId, deps.keys, deps.config)
    }),
  )
  routes.post(
    '/notice-preference/tests',
    { config: { ...signedIn.config, ...testsAMinute }, schema: { response: { 200: SendTest } } },
    async (request) => {
      const { mailAddress } = await request.read((tx) =>
        preferenceOf(tx, request.actor.tenantId, personOf(request.actor), deps.keys, deps.config),
      )
      if (!mailAddress) throw invalidInput('#/mailAddress', '请先保存接收通知的邮箱')
      return tried(() => mailTo(deps, mailAddress, newId(), testWords(baseUrlOf(deps))))
    },
  )
}

function robots(routes: Routes, deps: Deps) {
  const { keys, config } = deps
  const manage = may('settings:manage')
  routes.get('/robots', { ...manage, schema: { response: { 200: RobotList } } }, (request) =>
    request.read(async (tx) => ({
      ...wholeList(await listRobots(tx, request.actor.tenantId, keys)),
      mail: { available: canMail(config), from: config.smtpFrom ?? null },
    })),
  )
  routes.post('/robots', { ...manage, schema: { body: RobotInput, response: { 201: Robot } } }, (request, reply) =>
    reply.write(201, (tx) => addRobot(actOf(deps, request, tx), request.body)),
  )
  routes.patch('/robots/:id', { ...manage, schema: { params: IdParams, body: RobotChange, response: { 200: Robot } } }, (request, reply) =>
    reply.write(200, (tx) => changeRobot(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.delete('/robots/:id', { ...manage, schema: { params: IdParams } }, (request, reply) =>
    reply.write(204, (tx) => removeRobot(actOf(deps, request, tx), request.params.id)),
  )
  routes.post(
    '/robots/:id/tests',
    { config: { ...manage.config, ...testsAMinute }, schema: { params: IdParams, response: { 200: SendTest } } },
    async (request) => {
      const { tenantId } = request.actor
      const [robot] = await request.read((tx) => listRobots(tx, tenantId, keys, request.params.id))
      if (!robot) throw new AppError('NOT_FOUND', '没有这个机器人')
      return tried(() => robotSays(deps, tenantId, robot.id, testWords(baseUrlOf(deps))))
    },
  )
}

/** A test that fails is an answer, not an error of ours. */
async function tried(send: () => Promise<unknown>) {
  try {
    await send()
    return { sent: true, error: null }
  } catch (error) {
    return { sent: false, error: error instanceof Error ? error.message.slice(0, 300) : String(error) }
  }
}

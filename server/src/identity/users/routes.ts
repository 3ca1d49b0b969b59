import { Id, IdParams, PageQuery, Permission, PersonRows, User, UserChange, UserInput, UserList, UserListQuery } from '@zhiwei/contract'
import type { Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { may, type Routes } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { hashNewPassword } from '../passwords/new-password.ts'
import { writeRights } from '../write-rights.ts'
import { changeUser } from './change-user.ts'
import { createUser } from './create-user.ts'
import { choosablePeople } from './people.ts'
import { describeUsers, findUsers } from './queries.ts'

// The list comes whole; it takes a page's words as every list does.
const PersonQuery = PageQuery.extend({ permission: Permission.optional(), unitId: Id.optional() })

export function userRoutes(routes: Routes, deps: Deps) {
  const oneUser = (tenantId: string, id: string) =>
    deps.database
      .tenant(tenantId)
      .transaction()
      .execute(async (tx) => {
        const account = await tx
          .selectFrom('user_account')
          .selectAll()
          .where('tenant_id', '=', tenantId)
          .where('id', '=', id)
          .executeTakeFirst()
        const [user] = account ? await describeUsers(tx, tenantId, [account], deps.clock()) : []
        if (!user) throw new AppError('NOT_FOUND', '没有这个人员')
        return user
      })

  routes.get('/people', { ...may('identity:read'), schema: { querystring: PersonQuery, response: { 200: PersonRows } } }, (req) =>
    req.read(async (tx) => wholeList(await choosablePeople(tx, req.actor, req.query))),
  )

  routes.get('/users', { ...may('users:manage'), schema: { querystring: UserListQuery, response: { 200: UserList } } }, (req) =>
    req.read((tx) => findUsers(tx, req.actor.tenantId, req.query, deps.clock())),
  )

  routes.post('/users', { ...may('users:manage'), schema: { body: UserInput, response: { 201: User } } }, async (req, reply) => {
    const passwordHash = await hashNewPassword(deps.database, req.actor.tenantId, req.body, req.body.password)
    return writeRights(reply, 201, (tx) => createUser(tx, req.actor, req.body, passwordHash, deps.clock()))
  })

  routes.get('/users/:id', { ...may('users:manage'), schema: { params: IdParams, response: { 200: User } } }, (req) =>
    oneUser(req.actor.tenantId, req.params.id),
  )

  routes.patch(
    '/users/:id',
    { ...may('users:manage'), schema: { params: IdParams, body: UserChange, response: { 200: User } } },
    async (req, reply) => {
      const { password } = req.body
      const { tenantId } = req.actor
      const passwordHash = password && (await hashNewPassword(deps.database, tenantId, await oneUser(tenantId, req.params.id), password))
      return writeRights(reply, 200, (tx) => changeUser(tx, req.actor, req.params.id, req.body, passwordHash || undefined, deps.clock()))
    },
  )
}

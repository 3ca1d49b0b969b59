import {
  CallerMatches,
  CallerQuery,
  ContactProof,
  CustomerChange,
  CustomerDetail,
  CustomerInput,
  CustomerList,
  CustomerListQuery,
  CustomerMerge,
  CustomerReveal,
  CustomerRevealed,
  IdParams,
} from '@zhiwei/contract'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import type { CasesOfCustomers } from './cases-of-customers.ts'
import { changeCustomer, createCustomer } from './change.ts'
import { mergeCustomers } from './merge.ts'
import { callerMatches, customerDetail, customerPage } from './pages.ts'
import { isVisible, requireAllCustomers, requireVisible } from './policy.ts'
import { proveContact } from './prove.ts'
import { revealCustomer } from './reveal.ts'

export function customerRoutes(routes: Routes, { keys, clock }: Deps, cases: CasesOfCustomers) {
  routes.get(
    '/customers',
    { ...may('customers:read'), schema: { querystring: CustomerListQuery, response: { 200: CustomerList } } },
    (req) => {
      requireAllCustomers(req.actor)
      return req.read((tx) => customerPage(tx, keys, req.actor, req.query, cases))
    },
  )
  routes.get('/customers/:id', { ...may('customers:read'), schema: { params: IdParams, response: { 200: CustomerDetail } } }, (req) =>
    req.read(async (tx) => {
      await requireVisible(tx, req.actor, req.params.id, cases)
      return customerDetail(tx, req.actor, req.params.id, cases)
    }),
  )
  routes.get('/callers', { ...may('customers:read'), schema: { querystring: CallerQuery, response: { 200: CallerMatches } } }, (req) => {
    requireAllCustomers(req.actor)
    return req.read((tx) => callerMatches(tx, keys, req.actor, req.query.phone, cases))
  })
  routes.post(
    '/customers',
    { ...may('customers:edit'), schema: { body: CustomerInput, response: { 201: CustomerDetail } } },
    (req, reply) =>
      reply.write(201, async (tx) => {
        const id = await createCustomer(tx, keys, req.actor, req.body, clock())
        return customerDetail(tx, req.actor, id, cases)
      }),
  )
  routes.patch(
    '/customers/:id',
    { ...may('customers:edit'), schema: { params: IdParams, body: CustomerChange, response: { 200: CustomerDetail } } },
    (req, reply) =>
      reply.write(200, async (tx) => {
        await requireVisible(tx, req.actor, req.params.id, cases)
        await changeCustomer(tx, keys, req.actor, req.params.id, req.body, clock())
        return customerDetail(tx, req.actor, req.params.id, cases)
      }),
  )
  routes.post(
    '/customers/:id/merges',
    { ...may('customers:edit'), schema: { params: IdParams, body: CustomerMerge, response: { 201: CustomerDetail } } },
    (req, reply) =>
      reply.write(201, async (tx) => {
        for (const id of [req.params.id, req.body.doubleId]) await requireVisible(tx, req.actor, id, cases)
        await mergeCustomers(tx, req.actor, req.params.id, req.body, cases, clock())
        return customerDetail(tx, req.actor, req.params.id, cases)
      }),
  )
  routes.post(
    '/customers/:id/contact-proofs',
    { ...may('customers:edit'), schema: { params: IdParams, body: ContactProof, response: { 201: CustomerDetail } } },
    (req, reply) =>
      reply.write(201, async (tx) => {
        await requireVisible(tx, req.actor, req.params.id, cases)
        const maySee = (id: string) => isVisible(tx, req.actor, id, cases)
        await proveContact(tx, req.actor, { customerId: req.params.id, ...req.body }, { by: 'staff', maySee }, cases, clock())
        return customerDetail(tx, req.actor, req.params.id, cases)
      }),
  )
  routes.post(
    '/customers/:id/reveals',
    { ...may('customers:reveal'), schema: { params: IdParams, body: CustomerReveal, response: { 201: CustomerRevealed } } },
    (req, reply) =>
      reply.write(201, async (tx) => {
        await requireVisible(tx, req.actor, req.params.id, cases)
        return revealCustomer(tx, keys, req.actor, req.params.id, req.body, clock())
      }),
  )
}

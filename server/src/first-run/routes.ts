import { FirstRun } from '@zhiwei/contract'
import type { Deps } from '../platform/deps.ts'
import { may, type Routes } from '../platform/http.ts'
import { firstRunOf } from './facts.ts'

export function firstRunRoutes(routes: Routes, deps: Deps) {
  routes.get('/first-run', { ...may('settings:manage'), schema: { response: { 200: FirstRun } } }, async (req) =>
    req.read((tx) => firstRunOf(deps, tx, req.actor)),
  )
}

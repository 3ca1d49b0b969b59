import {
  ForecastDetail,
  ForecastList,
  ForecastSetting,
  ForecastSettingChange,
  IdParams,
  PeakMode,
  PeakModeEnding,
  PeakModeInput,
  PeakModeList,
  Staffing,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes, signedIn } from '../../platform/http.ts'
import type { CategoryNames } from '../series/names.ts'
import { endPeakMode, listPeakModes, makePeakMode, runningPeakModes } from './peak-modes.ts'
import { findForecast, listForecasts } from './read.ts'
import { changeForecastSetting, forecastSetting } from './settings.ts'
import { staffingOf } from './staffing.ts'

const reads = may('warnings:read')
const manages = may('warnings:manage')

export function forecastRoutes(routes: Routes, deps: Deps, { categoryNames }: { categoryNames: CategoryNames }) {
  routes.get('/forecasts', { ...reads, schema: { response: { 200: ForecastList } } }, (request) =>
    request.read((tx) => listForecasts(tx, request.actor.tenantId, categoryNames)),
  )
  routes.get('/forecasts/:id', { ...reads, schema: { params: IdParams, response: { 200: ForecastDetail } } }, (request) =>
    request.read((tx) => findForecast(tx, request.actor.tenantId, categoryNames, request.params.id, deps.clock())),
  )
  routes.get('/staffing', { ...reads, schema: { response: { 200: Staffing } } }, (request) =>
    request.read((tx) => staffingOf(tx, request.actor.tenantId, deps.clock())),
  )
  routes.get('/forecast-setting', { ...reads, schema: { response: { 200: ForecastSetting } } }, (request) =>
    request.read((tx) => forecastSetting(tx, request.actor.tenantId)),
  )
  routes.put(
    '/forecast-setting',
    { ...manages, schema: { body: ForecastSettingChange, response: { 200: ForecastSetting } } },
    (request, reply) => reply.write(200, (tx) => changeForecastSetting(actOf(deps, request, tx), request.body)),
  )
  routes.get('/peak-modes', { ...reads, schema: { response: { 200: PeakModeList } } }, (request) =>
    request.read((tx) => listPeakModes(tx, request.actor.tenantId)),
  )
  // Everybody who works here sees that it is a peak.
  routes.get('/peak-modes/running', { ...signedIn, schema: { response: { 200: PeakModeList } } }, (request) =>
    request.read((tx) => runningPeakModes(tx, request.actor.tenantId)),
  )
  routes.post('/peak-modes', { ...manages, schema: { body: PeakModeInput, response: { 201: PeakMode } } }, (request, reply) =>
    reply.write(201, (tx) => makePeakMode(actOf(deps, request, tx), request.body)),
  )
  routes.post(
    '/peak-modes/:id/ending',
    { ...manages, schema: { params: IdParams, body: PeakModeEnding, response: { 201: PeakMode } } },
    (request, reply) => reply.write(201, (tx) => endPeakMode(actOf(deps, request, tx), request.params.id, request.body)),
  )
}

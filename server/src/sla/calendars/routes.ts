import {
  CalendarDayParams,
  CalendarYear,
  CalendarYearParams,
  DueTime,
  DueTimeQuery,
  HolidayReading,
  HolidayReadingInput,
  HolidayYear,
  HolidayYearInput,
  HolidayYearParams,
  HolidayYearRows,
  IdParams,
  OwnDaysInput,
  WithReason,
  WorkCalendar,
  WorkCalendarChange,
  WorkCalendarInput,
  WorkCalendarRows,
} from '@zhiwei/contract'
import { actOf } from '../../cases/index.ts'
import type { Deps } from '../../platform/deps.ts'
import { may, type Routes, signedIn } from '../../platform/http.ts'
import { wholeList } from '../../platform/keyset.ts'
import { tellingProblems } from '../../platform/request/english.ts'
import { type RowsOfFile, uploadedRows } from '../../platform/uploaded-rows.ts'
import { addCalendar, changeCalendar, removeCalendar } from './change-calendar.ts'
import { explainDue } from './explain-due.ts'
import { listHolidayYears, setHolidayYear, withdrawHolidayYear } from './holiday-years.ts'
import { clearOwnDay, setOwnDays } from './own-days.ts'
import { findCalendar, listCalendars } from './queries.ts'
import { isNotice, readNotice } from './read-notice.ts'
import { readHolidayRows, rowsOfText } from './read-rows.ts'
import { calendarYear } from './year-view.ts'

const manage = may('calendars:manage')

export function calendarRoutes(routes: Routes, deps: Deps, rowsOfFile: RowsOfFile) {
  routes.get('/calendars', { ...signedIn, schema: { response: { 200: WorkCalendarRows } } }, (request) =>
    request.read(async (tx) => wholeList(await listCalendars(tx, request.actor.tenantId))),
  )
  routes.post('/calendars', { ...manage, schema: { body: WorkCalendarInput, response: { 201: WorkCalendar } } }, (request, reply) =>
    reply.write(201, (tx) => addCalendar(actOf(deps, request, tx), request.body)),
  )
  routes.get('/calendars/:id', { ...signedIn, schema: { params: IdParams, response: { 200: WorkCalendar } } }, (request) =>
    request.read((tx) => findCalendar(tx, request.actor.tenantId, request.params.id)),
  )
  routes.patch(
    '/calendars/:id',
    { ...manage, schema: { params: IdParams, body: WorkCalendarChange, response: { 200: WorkCalendar } } },
    (request, reply) => reply.write(200, (tx) => changeCalendar(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.delete('/calendars/:id', { ...manage, schema: { params: IdParams, body: WithReason } }, (request, reply) =>
    reply.write(204, (tx) => removeCalendar(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.get(
    '/calendars/:id/years/:year',
    { ...signedIn, schema: { params: CalendarYearParams, response: { 200: CalendarYear } } },
    (request) => request.read((tx) => calendarYear(tx, request.actor.tenantId, request.params.id, request.params.year)),
  )
  routes.post(
    '/calendars/:id/days',
    { ...manage, schema: { params: IdParams, body: OwnDaysInput, response: { 201: WorkCalendar } } },
    (request, reply) => reply.write(201, (tx) => setOwnDays(actOf(deps, request, tx), request.params.id, request.body)),
  )
  routes.delete(
    '/calendars/:id/days/:date',
    { ...manage, schema: { params: CalendarDayParams, body: WithReason, response: { 200: WorkCalendar } } },
    (request, reply) =>
      reply.write(200, (tx) => clearOwnDay(actOf(deps, request, tx), request.params.id, request.params.date, request.body)),
  )
  routes.get(
    '/calendars/:id/due-times',
    { ...signedIn, schema: { params: IdParams, querystring: DueTimeQuery, response: { 200: DueTime } } },
    (request) => request.read((tx) => explainDue(tx, request.actor.tenantId, request.params.id, request.query)),
  )

  routes.get('/calendars/holidays', { ...signedIn, schema: { response: { 200: HolidayYearRows } } }, (request) =>
    request.read(async (tx) => wholeList(await listHolidayYears(tx, request.actor.tenantId))),
  )
  routes.put(
    '/calendars/holidays/:region/:year',
    { ...manage, schema: { params: HolidayYearParams, body: HolidayYearInput, response: { 200: HolidayYear } } },
    (request, reply) => reply.write(200, (tx) => setHolidayYear(actOf(deps, request, tx), request.params, request.body)),
  )
  routes.delete(
    '/calendars/holidays/:region/:year',
    { ...manage, schema: { params: HolidayYearParams, body: WithReason } },
    (request, reply) => reply.write(204, (tx) => withdrawHolidayYear(actOf(deps, request, tx), request.params, request.body)),
  )
  routes.post(
    '/calendars/holidays/readings',
    { ...manage, schema: { body: HolidayReadingInput, response: { 200: HolidayReading } } },
    async (request) => {
      const { text } = request.body
      return tellingProblems(request, isNotice(text) ? readNotice(text) : readHolidayRows(rowsOfText(text)))
    },
  )
  routes.post(
    '/calendars/holidays/files',
    { ...manage, schema: { consumes: ['multipart/form-data'], response: { 200: HolidayReading } } },
    async (request) => tellingProblems(request, readHolidayRows((await uploadedRows(request, deps.files, rowsOfFile)).rows)),
  )
}
